<?php
/**
 * What the site has set, all in one option.
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

/**
 * The settings with their defaults.
 *
 * @return array{endpoint: string, partner: string, script: string, script_url: string, integrity: string, classic: bool}
 */
function settings(): array {
  $stored = get_option( 'undersigned' );
  return array_merge(
    array(
      'endpoint'   => '',
      'partner'    => '',
      // 'endpoint': its current script; 'pinned': one version, by address and hash; 'bundled': the plugin's own copy.
      'script'     => 'endpoint',
      'script_url' => '',
      'integrity'  => '',
      'classic'    => false,
    ),
    is_array( $stored ) ? $stored : array()
  );
}

/**
 * The page of a petition, where it can also be signed without JavaScript; it leads back to the partner's site.
 */
function petition_url( string $petition, string $partner = '' ): string {
  $page = settings()['endpoint'] . '/p/' . rawurlencode( $petition );
  return '' === $partner ? $page : $page . '?partner=' . rawurlencode( $partner );
}

/**
 * What was given as a petition: its name, or its address at our endpoint.
 */
function petition_named( string $given ): string {
  $given = trim( $given );
  $start = settings()['endpoint'] . '/p/';
  if ( 0 !== strpos( $given, $start ) ) {
    return $given;
  }
  return preg_replace( '#[/?\#].*$#s', '', substr( $given, strlen( $start ) ) );
}
