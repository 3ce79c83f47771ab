<?php
/**
 * What somebody probably meant.
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

/**
 * The known word that a mistyped one is near to: at most two slips, hyphens none of them, and not where half of the
 * word would be another.
 *
 * @param string[] $known
 */
function nearest( string $word, array $known ): string {
  $best  = '';
  $least = min( 2, intdiv( strlen( $word ), 2 ) ) + 1;
  foreach ( $known as $name ) {
    // The old limit of levenshtein() is 255 letters.
    $slips = levenshtein( bare( substr( $word, 0, 100 ) ), bare( $name ) );
    if ( $slips < $least ) {
      $best  = $name;
      $least = $slips;
    }
  }
  return $best;
}

/**
 * A text as a slug, or nothing where none can be made of it.
 */
function slug_like( string $text ): string {
  $slug = trim( preg_replace( '/[^a-z0-9]+/', '-', strtolower( remove_accents( $text ) ) ), '-' );
  return strlen( $slug ) <= 64 ? $slug : '';
}

/**
 * `heading_level`, `headingLevel` and `headinglevel` as the attribute they name, `heading-level`.
 *
 * @param string[] $known
 */
function attribute_name( string $written, array $known ): string {
  foreach ( $known as $name ) {
    if ( bare( $name ) === bare( $written ) ) {
      return $name;
    }
  }
  return $written;
}

function bare( string $name ): string {
  return str_replace( array( '-', '_' ), '', strtolower( $name ) );
}
