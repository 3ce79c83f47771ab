<?php
/**
 * The two blocks. Their attributes are the elements' in camelCase, and they are rendered at each visit, so that a
 * changed endpoint or a newer plugin reaches pages of long ago.
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

add_action(
  'init',
  static function () {
    wp_register_script(
      'undersigned-editor',
      plugins_url( 'blocks/editor.js', MAIN ),
      array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n', 'wp-shortcode' ),
      VERSION,
      true
    );
    wp_set_script_translations( 'undersigned-editor', 'undersigned', dirname( MAIN ) . '/languages' );
    register_block_type( dirname( MAIN ) . '/blocks/petition' );
    register_block_type( dirname( MAIN ) . '/blocks/tally' );
  }
);

add_action(
  'enqueue_block_editor_assets',
  static function () {
    $set   = settings();
    $given = array(
      'endpoint'    => $set['endpoint'],
      'partner'     => $set['partner'],
      'script'      => script(),
      'settingsUrl' => current_user_can( 'manage_options' ) ? admin_url( 'options-general.php?page=undersigned' ) : '',
    );
    wp_add_inline_script( 'undersigned-editor', 'window.undersignedGiven = ' . wp_json_encode( $given ) . ';', 'before' );
  }
);

/**
 * A block as its element.
 *
 * @param array<string, mixed> $attributes as WordPress has checked them against block.json
 */
function block( string $element, array $attributes ): string {
  $given = array();
  foreach ( array_keys( attributes_of( $element ) ) as $name ) {
    $key = lcfirst( str_replace( '-', '', ucwords( $name, '-' ) ) );
    if ( isset( $attributes[ $key ] ) ) {
      $given[ $name ] = is_bool( $attributes[ $key ] ) ? ( $attributes[ $key ] ? 'true' : '' ) : (string) $attributes[ $key ];
    }
  }
  return element( $element, $given, get_block_wrapper_attributes() );
}
