<?php
/**
 * The elements as HTML: one place for blocks, shortcodes and embeds, and the only one that writes them.
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

/**
 * An element with a link inside for those whose browser runs no script.
 *
 * What the author wrote is passed on as it is, since the element judges it by the same rules on every site and says
 * what is wrong; those who can mend the page are told here as well.
 *
 * @param array<string, string> $given   attributes by their names in HTML; unknown ones must be gone already
 * @param string                $wrapper further attributes, escaped: what a block adds
 */
function element( string $element, array $given, string $wrapper = '' ): string {
  $set   = settings();
  $known = attributes_of( $element );
  $notes = '';
  if ( '' === $set['endpoint'] ) {
    return note( __( 'The petition is not shown: no endpoint is set yet, in Settings, Undersigned.', 'undersigned' ) );
  }
  $given['petition'] = petition_named( isset( $given['petition'] ) ? $given['petition'] : '' );
  if ( '' === $given['petition'] ) {
    return note( __( 'The petition is not shown: it has no name. Write petition="…" with the last part of its address.', 'undersigned' ) );
  }
  if ( isset( $known['partner'] ) && ( ! isset( $given['partner'] ) || '' === $given['partner'] ) ) {
    $given['partner'] = $set['partner'];
  }

  $attributes = array();
  foreach ( $known as $name => $accepts ) {
    $value = isset( $given[ $name ] ) ? trim( $given[ $name ] ) : '';
    if ( '' === $value ) {
      continue;
    }
    if ( 'boolean' === $accepts ) {
      if ( ! in_array( strtolower( $value ), array( 'false', '0', 'no', 'off' ), true ) ) {
        $attributes[ $name ] = '';
      }
      continue;
    }
    $mistake = mistake_in( $name, $value, $accepts );
    if ( '' !== $mistake ) {
      $notes .= note( $mistake );
      if ( 'petition' === $name ) {
        return $notes;
      }
    }
    $attributes[ $name ] = 'url' === $accepts ? esc_url_raw( $value, array( 'http', 'https' ) ) : $value;
  }

  $link = sprintf(
    '<a href="%s">%s</a>',
    esc_url( petition_url( $given['petition'], $attributes['partner'] ?? '' ), array( 'http', 'https' ) ),
    esc_html( 'undersigned-tally' === $element ? __( 'See the petition', 'undersigned' ) : __( 'Sign the petition', 'undersigned' ) )
  );
  if ( is_without_script() ) {
    return "<p>$link</p>";
  }
  enqueue_script();
  wp_enqueue_style( 'undersigned-reserve' );

  $html = '';
  foreach ( array_merge( array( 'endpoint' => $set['endpoint'] ), $attributes ) as $name => $value ) {
    $html .= '' === $value ? " $name" : sprintf( ' %s="%s"', $name, esc_attr( $value ) );
  }
  if ( '' !== $wrapper ) {
    $html .= ' ' . $wrapper;
  }
  return "$notes<$element$html>$link</$element>";
}

/**
 * Where no script of ours can run: readers of feeds, and AMP.
 */
function is_without_script(): bool {
  return is_feed() || ( function_exists( 'amp_is_request' ) && amp_is_request() );
}

/**
 * A few words that only those see who can mend the page.
 */
function note( string $text ): string {
  $post    = get_the_ID();
  $can_mend = $post ? current_user_can( 'edit_post', $post ) : current_user_can( 'edit_theme_options' );
  if ( ! $can_mend ) {
    return '';
  }
  return sprintf(
    '<p class="undersigned-note" role="note"><strong>%s</strong> %s <small>%s</small></p>',
    esc_html__( 'Undersigned:', 'undersigned' ),
    esc_html( $text ),
    esc_html__( 'Only those who can edit this page see this.', 'undersigned' )
  );
}
