<?php
/**
 * `[undersigned petition="…"]` and `[undersigned_tally petition="…"]`.
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

add_action(
  'init',
  static function () {
    add_shortcode( 'undersigned', shortcode_of( 'undersigned-petition' ) );
    add_shortcode( 'undersigned_tally', shortcode_of( 'undersigned-tally' ) );
  }
);

function shortcode_of( string $element ): callable {
  return static function ( $written ) use ( $element ) {
    $known = array_keys( attributes_of( $element ) );
    $given = array();
    $notes = '';
    // Without attributes WordPress hands over an empty text.
    foreach ( is_array( $written ) ? $written : array() as $name => $value ) {
      $value = straightened( (string) $value );
      if ( is_int( $name ) ) {
        $named = attribute_name( $value, $known );
        if ( 'announce-tally' === $named && in_array( $named, $known, true ) ) {
          $given[ $named ] = 'true';
        } else {
          $notes .= note( stray( $value ) );
        }
        continue;
      }
      $named = attribute_name( $name, $known );
      if ( in_array( $named, $known, true ) ) {
        $given[ $named ] = $value;
      } else {
        $notes .= note( unknown( $name, $known ) );
      }
    }
    return $notes . element( $element, $given );
  };
}

/**
 * Word processors turn quotation marks into others, which WordPress then takes for a part of the value.
 */
function straightened( string $value ): string {
  return preg_replace( '/^(?:[“”„″«»]|&quot;|&#822[01];|&#8243;)+|(?:[“”„″«»]|&quot;|&#822[01];|&#8243;)+$/u', '', $value ) ?? $value;
}

/**
 * @param string[] $known
 */
function unknown( string $name, array $known ): string {
  if ( 'endpoint' === $name || 'backend' === $name ) {
    /* translators: %s: name of an attribute */
    return sprintf( __( '%s is no attribute of the shortcode: it is set for the whole site, in Settings, Undersigned.', 'undersigned' ), $name );
  }
  /* translators: 1: name of an attribute, 2: list of names */
  $text = sprintf( __( 'there is no attribute %1$s; known are %2$s.', 'undersigned' ), $name, implode( ', ', $known ) );
  return $text . did_you_mean( nearest( $name, $known ) );
}

function stray( string $word ): string {
  /* translators: %s: a word that stands alone in a shortcode */
  $text = sprintf( __( '"%s" stands alone in the shortcode; each attribute is written as name="value".', 'undersigned' ), $word );
  return $text . did_you_mean( preg_match( SLUG, $word ) ? "petition=\"$word\"" : '' );
}
