<?php
/**
 * The address of a petition, alone on a line, becomes the petition.
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

add_action(
  'init',
  static function () {
    $set = settings();
    if ( '' === $set['endpoint'] ) {
      return;
    }
    // A handler of ours: WordPress asks nobody, and the page gets the element itself instead of a frame.
    $address = '#^' . preg_quote( $set['endpoint'], '#' ) . '/p/([a-z0-9-]+)/?(?:[?\#].*)?$#i';
    wp_embed_register_handler( 'undersigned', $address, __NAMESPACE__ . '\embedded' );

    // For whatever asks WordPress for oEmbed, such as the preview of the Embed block. WordPress passes on a provider's
    // HTML unread, so only an endpoint becomes one whose script runs on these pages anyway.
    if ( 'endpoint' === $set['script'] ) {
      wp_oembed_add_provider( $set['endpoint'] . '/p/*', $set['endpoint'] . '/oembed' );
    }
  }
);

/**
 * @param string[] $found the address and the name in it
 */
function embedded( array $found ): string {
  return '<div>' . element( 'undersigned-petition', array( 'petition' => strtolower( $found[1] ) ) ) . '</div>';
}
