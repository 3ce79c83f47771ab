<?php
/**
 * Plugin Name:       Undersigned
 * Description:       A petition signature form and its live tally, as blocks and shortcodes. Signatures go from the visitor's browser to your petition's backend; WordPress never sees them.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       undersigned
 * Domain Path:       /languages
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';
const MAIN    = __FILE__;

require_once __DIR__ . '/includes/nearest.php';
require_once __DIR__ . '/includes/attributes.php';
require_once __DIR__ . '/includes/settings.php';
require_once __DIR__ . '/includes/script.php';
require_once __DIR__ . '/includes/markup.php';
require_once __DIR__ . '/includes/shortcodes.php';
require_once __DIR__ . '/includes/blocks.php';
require_once __DIR__ . '/includes/embeds.php';

if ( is_admin() ) {
  require_once __DIR__ . '/includes/check-settings.php';
  require_once __DIR__ . '/includes/settings-page.php';
}

add_action(
  'init',
  static function () {
    load_plugin_textdomain( 'undersigned', false, dirname( plugin_basename( MAIN ) ) . '/languages' );
  },
  1
);
