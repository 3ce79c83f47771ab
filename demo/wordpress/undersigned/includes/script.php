<?php
/**
 * The script that defines the elements: which one, and its tag.
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

/**
 * The plugin's own copy of the script; there is none in a plugin that was not packed.
 */
function bundled_file( bool $is_classic ): string {
  return dirname( MAIN ) . '/script/' . ( $is_classic ? 'undersigned.classic.js' : 'undersigned.js' );
}

/**
 * Where the script is, or null as long as nothing is set.
 *
 * @return array{url: string, isModule: bool, integrity: string, version: string|null}|null
 */
function script(): ?array {
  $set = settings();
  if ( '' === $set['endpoint'] ) {
    return null;
  }
  if ( 'pinned' === $set['script'] && '' !== $set['script_url'] ) {
    return array(
      'url'       => $set['script_url'],
      'isModule'  => ! is_classic_name( $set['script_url'] ),
      'integrity' => $set['integrity'],
      'version'   => null,
    );
  }
  $is_classic = (bool) $set['classic'];
  $file       = bundled_file( $is_classic );
  if ( 'bundled' === $set['script'] && is_readable( $file ) ) {
    return array(
      'url'       => plugins_url( 'script/' . basename( $file ), MAIN ),
      'isModule'  => ! $is_classic,
      'integrity' => '',
      'version'   => VERSION,
    );
  }
  return array(
    'url'       => $set['endpoint'] . '/' . basename( $file ),
    'isModule'  => ! $is_classic,
    'integrity' => '',
    // A query would be a second address for the same script.
    'version'   => null,
  );
}

function is_classic_name( string $url ): bool {
  return (bool) preg_match( '/\.classic\.js$/', (string) wp_parse_url( $url, PHP_URL_PATH ) );
}

/**
 * Puts the script on this page, once.
 */
function enqueue_script(): void {
  $script = script();
  if ( null === $script ) {
    return;
  }
  if ( $script['isModule'] && function_exists( 'wp_enqueue_script_module' ) ) {
    wp_enqueue_script_module( 'undersigned', $script['url'], array(), $script['version'] );
  } else {
    wp_enqueue_script( 'undersigned', $script['url'], array(), $script['version'], false );
  }
}

// Before 6.5 WordPress has no word for modules: the tag is written anew, since what it wrote would not be one.
add_filter(
  'script_loader_tag',
  static function ( $tag, $handle, $src ) {
    if ( 'undersigned' !== $handle ) {
      return $tag;
    }
    $script     = script();
    $attributes = array(
      'src' => $src,
      'id'  => 'undersigned-js',
    );
    if ( null !== $script && $script['isModule'] ) {
      $attributes['type'] = 'module';
    } else {
      $attributes['defer'] = true;
    }
    return wp_get_script_tag( $attributes );
  },
  10,
  3
);

// The hash, and the words by which optimisers know what they are to leave as it is.
add_filter(
  'wp_script_attributes',
  static function ( $attributes ) {
    $id     = isset( $attributes['id'] ) ? $attributes['id'] : '';
    $script = in_array( $id, array( 'undersigned-js', 'undersigned-js-module' ), true ) ? script() : null;
    if ( null === $script ) {
      return $attributes;
    }
    if ( '' !== $script['integrity'] ) {
      $attributes['integrity']   = $script['integrity'];
      $attributes['crossorigin'] = 'anonymous';
    }
    $attributes['data-cfasync']     = 'false';
    $attributes['data-noptimize']   = '1';
    $attributes['data-no-optimize'] = '1';
    return $attributes;
  }
);

// Room for the form before it is there, so that nothing below it jumps. WordPress writes so small a file into the page.
add_action(
  'init',
  static function () {
    wp_register_style( 'undersigned-reserve', plugins_url( 'reserve.css', MAIN ), array(), VERSION );
    wp_style_add_data( 'undersigned-reserve', 'path', dirname( MAIN ) . '/reserve.css' );
  },
  5
);

// Whoever may write HTML can also paste the elements themselves, in a Custom HTML block.
add_filter(
  'the_content',
  static function ( $content ) {
    if ( preg_match( '/<undersigned-(petition|tally)\b|\sdata-undersigned=/', $content ) ) {
      enqueue_script();
      wp_enqueue_style( 'undersigned-reserve' );
    }
    return $content;
  },
  20
);
