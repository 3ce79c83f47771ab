<?php
/**
 * Which attributes blocks and shortcodes pass to the elements, and what each accepts.
 *
 * Left out on purpose: `endpoint` and `backend` are settings of the site, since whoever sets them decides where
 * visitors' names and addresses go, and every author can write a shortcode; `preview` is the editor's own.
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

const SLUG = '/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/D';

/** The words of `fields`. */
const FIELDS = array( 'name', 'given', 'family', 'email', 'country', 'postcode', 'city', 'phone', 'organisation', 'comment' );

/**
 * The attributes of an element, each with the words it accepts or the name of a kind.
 *
 * @return array<string, string|string[]>
 */
function attributes_of( string $element ): array {
  static $all = null;
  if ( null === $all ) {
    $all = wp_json_file_decode( dirname( MAIN ) . '/attributes.json', array( 'associative' => true ) );
  }
  return $all[ $element ];
}

/**
 * Why a value is not one the element knows what to do with, in words for the page's author; nothing when it is one.
 *
 * @param string|string[] $accepts
 */
function mistake_in( string $name, string $value, $accepts ): string {
  if ( is_array( $accepts ) ) {
    if ( in_array( $value, $accepts, true ) ) {
      return '';
    }
    /* translators: 1: attribute with its value, 2: list of words */
    $text = sprintf( __( '%1$s is not known; it accepts %2$s.', 'undersigned' ), "$name=\"$value\"", implode( ', ', $accepts ) );
    return $text . did_you_mean( nearest( $value, $accepts ) );
  }
  switch ( $accepts ) {
    case 'slug':
      if ( preg_match( SLUG, $value ) ) {
        return '';
      }
      /* translators: %s: attribute with its value */
      $text = sprintf( __( '%s must be a name of the letters a to z, digits and hyphens.', 'undersigned' ), "$name=\"$value\"" );
      return $text . did_you_mean( slug_like( $value ) );
    case 'fields':
      foreach ( preg_split( '/[\s,]+/', trim( $value ) ) as $word ) {
        if ( ! in_array( rtrim( $word, '?' ), FIELDS, true ) ) {
          /* translators: 1: a word, 2: list of words */
          $text = sprintf( __( 'fields has the word "%1$s"; it accepts %2$s, each with ? where it is optional.', 'undersigned' ), $word, implode( ' ', FIELDS ) );
          return $text . did_you_mean( nearest( rtrim( $word, '?' ), FIELDS ) );
        }
      }
      return '';
    case 'goal':
      /* translators: %s: attribute with its value */
      return preg_match( '/^(auto|[1-9]\d{0,14})$/D', $value ) ? '' : sprintf( __( '%s must be a whole number or auto.', 'undersigned' ), "$name=\"$value\"" );
    case 'url':
      /* translators: %s: attribute with its value */
      return preg_match( '#^(https?://|/)#', $value ) ? '' : sprintf( __( '%s must be an address that begins with https://.', 'undersigned' ), "$name=\"$value\"" );
    case 'lang':
      /* translators: %s: attribute with its value */
      return preg_match( '/^[a-z]{2,8}(-[a-z0-9]{1,8})*$/Di', $value ) ? '' : sprintf( __( '%s must be a language tag such as en or pt-BR.', 'undersigned' ), "$name=\"$value\"" );
    default:
      return '';
  }
}

/**
 * The end of a message, where something near is known.
 */
function did_you_mean( string $near ): string {
  /* translators: %s: what was probably meant */
  return '' === $near ? '' : ' ' . sprintf( __( 'Did you mean %s?', 'undersigned' ), $near );
}
