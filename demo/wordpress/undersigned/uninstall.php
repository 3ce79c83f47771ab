<?php
/**
 * Removes what the plugin has stored: its one option, on every site of a network.
 */

namespace Undersigned;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
  foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $undersigned_site ) {
    switch_to_blog( $undersigned_site );
    delete_option( 'undersigned' );
    restore_current_blog();
  }
} else {
  delete_option( 'undersigned' );
}
