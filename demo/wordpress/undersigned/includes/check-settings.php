<?php
/**
 * What was typed on the settings page: read, or refused with a sentence that says how to put it right.
 * Nothing is asked over the network. What was refused keeps its value of before.
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

/**
 * A value, or why there is none.
 */
class Mistake extends \Exception {}

/**
 * The settings as they will be stored. Each mistake is told to `$tell` with the field it is in.
 *
 * @param mixed                         $typed
 * @param callable(string, string):void $tell
 */
function checked_settings( $typed, callable $tell ): array {
  $before = settings();
  if ( ! is_array( $typed ) ) {
    return $before;
  }
  $text = static function ( string $name ) use ( $typed ): string {
    return isset( $typed[ $name ] ) && is_scalar( $typed[ $name ] ) ? trim( (string) $typed[ $name ] ) : '';
  };
  $after = $before;
  $read  = static function ( string $name, callable $parse ) use ( &$after, $tell ): void {
    try {
      $after[ $name ] = $parse();
    } catch ( Mistake $mistake ) {
      $tell( $name, $mistake->getMessage() );
    }
  };

  $read( 'endpoint', static fn() => read_endpoint( $text( 'endpoint' ) ) );
  $read( 'partner', static fn() => read_partner( $text( 'partner' ) ) );
  $after['classic'] = '' !== $text( 'classic' );
  list( $url, $integrity ) = script_pasted( $text( 'script_url' ), $text( 'integrity' ) );
  $read( 'script_url', static fn() => read_script_url( $url ) );
  $read( 'integrity', static fn() => read_integrity( $integrity, $after['script_url'] ) );
  $read( 'script', static fn() => read_script( $text( 'script' ), $after ) );

  // Another script is another program on every page: for those only who could put one there anyway.
  $is_same = script_address( $before ) === script_address( $after );
  if ( ! $is_same && ! current_user_can( 'unfiltered_html' ) && ! current_user_can( 'install_plugins' ) ) {
    $tell( 'script', __( 'Nothing was changed: only those who may install plugins can choose where the script comes from. With the copy in the plugin, you can set the endpoint.', 'undersigned' ) );
    return $before;
  }
  return $after;
}

/** What decides which program runs on the pages. */
function script_address( array $set ): array {
  switch ( $set['script'] ) {
    case 'bundled':
      return array( 'bundled' );
    case 'pinned':
      return array( $set['script_url'], $set['integrity'] );
    default:
      return array( $set['endpoint'] );
  }
}

function read_endpoint( string $typed ): string {
  if ( '' === $typed ) {
    return '';
  }
  $parts = wp_parse_url( $typed );
  $parts = is_array( $parts ) ? $parts : array();
  $near  = endpoint_meant( $typed );
  if ( ! is_safe_address( $parts ) ) {
    /* translators: %s: what was typed */
    $said = sprintf( __( 'The endpoint was not changed: "%s" is not an address that begins with https://. Names and addresses travel there, so plain http: is only for this machine.', 'undersigned' ), $typed );
    throw new Mistake( $said . did_you_mean( $near ) );
  }
  $plain = untrailingslashit( $typed );
  if ( $plain !== $near && '' !== $near ) {
    /* translators: %s: what was typed */
    $said = sprintf( __( 'The endpoint was not changed: "%s" is a page or file there. The endpoint is what stands before it.', 'undersigned' ), $typed );
    throw new Mistake( $said . did_you_mean( $near ) );
  }
  if ( isset( $parts['query'] ) || isset( $parts['fragment'] ) || isset( $parts['user'] ) || esc_url_raw( $plain ) !== $plain ) {
    /* translators: %s: what was typed */
    throw new Mistake( sprintf( __( 'The endpoint was not changed: "%s" has more in it than the address of a server, such as a question mark, a name or a space.', 'undersigned' ), $typed ) );
  }
  return $plain;
}

/** Over an encrypted way, or to this machine. */
function is_safe_address( array $parts ): bool {
  $scheme = strtolower( $parts['scheme'] ?? '' );
  $host   = strtolower( $parts['host'] ?? '' );
  return '' !== $host && ( 'https' === $scheme || ( 'http' === $scheme && is_loopback( $host ) ) );
}

function is_loopback( string $host ): bool {
  return (bool) preg_match( '/^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/', $host );
}

/** The endpoint that was likely meant, or nothing. */
function endpoint_meant( string $typed ): string {
  // "htps:/sign.example.org", "//sign.example.org", "sign.example.org/p/name".
  $rest = preg_replace( '#^(?:h?t{1,2}ps?\s*[:;]?/+|https?[:;]|/+)#i', '', $typed );
  if ( ! preg_match( '#^((?:[a-z0-9-]+\.)+[a-z0-9-]{2,}|localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?((?:/[\w.~-]+)*?)(?:/(?:(?:p|v1|embed|oembed|confirm|withdraw)(?:/.*)?|[\w.-]+\.js))?/?(?:[?\#].*)?$#i', $rest, $found ) ) {
    return '';
  }
  $host = strtolower( $found[1] );
  return ( is_loopback( $host ) ? 'http://' : 'https://' ) . $host . ( $found[2] ?? '' ) . ( $found[3] ?? '' );
}

function read_partner( string $typed ): string {
  if ( '' === $typed || preg_match( SLUG, $typed ) ) {
    return $typed;
  }
  /* translators: %s: what was typed */
  $said = sprintf( __( 'The partner was not changed: "%s" must be a name of the letters a to z, digits and hyphens, as the petition lists it.', 'undersigned' ), $typed );
  throw new Mistake( $said . did_you_mean( slug_like( $typed ) ) );
}

/**
 * A whole script tag may be pasted, as `undersigned snippet` prints it: its address and hash are taken out of it.
 *
 * @return array{0: string, 1: string}
 */
function script_pasted( string $url, string $integrity ): array {
  if ( preg_match( '/<script\b[^>]*?\ssrc\s*=\s*(["\']?)([^"\'\s>]+)\1/i', $url, $src ) ) {
    if ( preg_match( '/\sintegrity\s*=\s*(["\'])([^"\']+)\1/i', $url, $hash ) ) {
      $integrity = $hash[2];
    }
    $url = html_entity_decode( $src[2] );
  }
  return array( $url, $integrity );
}

function read_script_url( string $typed ): string {
  if ( '' === $typed ) {
    return '';
  }
  $parts = wp_parse_url( $typed );
  $parts = is_array( $parts ) ? $parts : array();
  if ( ! is_safe_address( $parts ) || esc_url_raw( $typed ) !== $typed ) {
    /* translators: %s: what was typed */
    $said = sprintf( __( 'The address of the script was not changed: "%s" is not an address that begins with https://.', 'undersigned' ), $typed );
    $rest = preg_replace( '#^https?:/*#i', '', $typed );
    throw new Mistake( $said . did_you_mean( preg_match( '#^[\w-]+(\.[\w-]+)+(:\d+)?/\S+\.js$#', $rest ) ? "https://$rest" : '' ) );
  }
  if ( ! preg_match( '/\.js$/', $parts['path'] ?? '' ) ) {
    /* translators: %s: what was typed */
    throw new Mistake( sprintf( __( 'The address of the script was not changed: "%s" does not end with .js, such as https://sign.example.org/undersigned-0.1.0.js.', 'undersigned' ), $typed ) );
  }
  return $typed;
}

function read_integrity( string $typed, string $url ): string {
  if ( '' === $typed ) {
    return '';
  }
  $lengths = array(
    '256' => 44,
    '384' => 64,
    '512' => 88,
  );
  foreach ( preg_split( '/\s+/', $typed ) as $hash ) {
    if ( ! preg_match( '#^sha(256|384|512)-([A-Za-z0-9+/]+={0,2})$#', $hash, $found ) ) {
      /* translators: %s: what was typed */
      throw new Mistake( sprintf( __( 'The hash was not changed: "%s" does not look like sha384- and 64 more characters.', 'undersigned' ), $hash ) );
    }
    $length = strlen( $found[2] );
    if ( $length !== $lengths[ $found[1] ] ) {
      /* translators: 1: kind of hash, 2: number of characters that belong there, 3: number that are there */
      throw new Mistake( sprintf( __( 'The hash was not changed: after %1$s- there are %3$d characters instead of %2$d, so something was not copied with it.', 'undersigned' ), "sha{$found[1]}", $lengths[ $found[1] ], $length ) );
    }
  }
  if ( preg_match( '#/undersigned(\.classic)?\.js$#', $url ) ) {
    /* translators: %s: address of the script */
    throw new Mistake( sprintf( __( 'The hash was not changed: %s changes with each release, and browsers would then refuse it. Give the address with the version in it, such as undersigned-0.1.0.js.', 'undersigned' ), $url ) );
  }
  return $typed;
}

function read_script( string $typed, array $set ): string {
  if ( 'pinned' === $typed && '' === $set['script_url'] ) {
    throw new Mistake( __( 'The script was not changed: for one version, give its address too.', 'undersigned' ) );
  }
  if ( 'bundled' === $typed && ! is_readable( bundled_file( $set['classic'] ) ) ) {
    /* translators: %s: name of a file */
    throw new Mistake( sprintf( __( 'The script was not changed: this copy of the plugin has no file %s.', 'undersigned' ), 'script/' . basename( bundled_file( $set['classic'] ) ) ) );
  }
  return in_array( $typed, array( 'endpoint', 'pinned', 'bundled' ), true ) ? $typed : $set['script'];
}
