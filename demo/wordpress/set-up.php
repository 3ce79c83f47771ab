<?php
/**
 * Installs WordPress as its own install page would, from the command line: configuration, tables, people, the plugin
 * and two pages. Called by start.sh, which has made the folder and started the database. Prints where everything is.
 */

$work     = getenv( 'UNDERSIGNED_WORK' );
$url      = 'http://localhost:' . getenv( 'UNDERSIGNED_PORT' );
$endpoint = getenv( 'UNDERSIGNED_ENDPOINT' );

// Wait for the database, at most half a minute.
mysqli_report( MYSQLI_REPORT_OFF );
for ( $i = 0; $i < 300; $i++ ) {
  $database = @mysqli_connect( 'localhost', 'root', '', '', 0, "$work/db.sock" );
  if ( $database ) {
    break;
  }
  usleep( 100000 );
}
if ( ! $database ) {
  exit( 'The database did not start: ' . mysqli_connect_error() . "\n" );
}
mysqli_query( $database, 'CREATE DATABASE wordpress CHARACTER SET utf8mb4' );

$constants = array(
  'DB_NAME'                    => 'wordpress',
  'DB_USER'                    => 'root',
  'DB_PASSWORD'                => '',
  'DB_HOST'                    => "localhost:$work/db.sock",
  'DB_CHARSET'                 => 'utf8mb4',
  'DB_COLLATE'                 => '',
  'WP_HOME'                    => $url,
  'WP_SITEURL'                 => $url,
  // Everything PHP has to say is kept, and nothing of it shown.
  'WP_DEBUG'                   => true,
  'WP_DEBUG_DISPLAY'           => false,
  'WP_DEBUG_LOG'               => true,
  // This WordPress asks nobody for anything.
  'WP_HTTP_BLOCK_EXTERNAL'     => true,
  'DISABLE_WP_CRON'            => true,
  'AUTOMATIC_UPDATER_DISABLED' => true,
);
foreach ( array( 'AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT' ) as $key ) {
  $constants[ $key ] = bin2hex( random_bytes( 32 ) );
}
$config = "<?php\n";
foreach ( $constants as $name => $value ) {
  $config .= 'define( ' . var_export( $name, true ) . ', ' . var_export( $value, true ) . " );\n";
}
$config .= "\$table_prefix = 'wp_';\ndefined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );\nrequire_once ABSPATH . 'wp-settings.php';\n";
file_put_contents( "$work/site/wp-config.php", $config );

// WordPress would write a mail to the new administrator.
function wp_mail() {
  return true;
}
define( 'WP_INSTALLING', true );
$_SERVER += array(
  'HTTP_HOST'       => 'localhost:' . getenv( 'UNDERSIGNED_PORT' ),
  'SERVER_PROTOCOL' => 'HTTP/1.1',
  'REQUEST_METHOD'  => 'GET',
  'REQUEST_URI'     => '/',
  'REMOTE_ADDR'     => '127.0.0.1',
);
require "$work/site/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

// For this machine only, and gone with the folder.
$password = 'undersigned';
wp_install( 'A partner’s site', 'admin', 'admin@example.org', false, '', $password );
foreach ( array( 'editor', 'author' ) as $role ) {
  wp_insert_user(
    array(
      'user_login' => $role,
      'user_pass'  => $password,
      'user_email' => "$role@example.org",
      'role'       => $role,
    )
  );
}
// Nobody needs the tour of the editor, and it would stand in front of it.
$preferences = array( 'core/edit-post' => array( 'welcomeGuide' => false ), '_modified' => gmdate( 'c' ) );
foreach ( get_users() as $user ) {
  update_user_meta( $user->ID, 'wp_persisted_preferences', $preferences );
}
$themes = array_filter( array( getenv( 'UNDERSIGNED_THEME' ), 'twentytwentyfour', 'twentytwentythree', 'twentytwentytwo', 'twentytwentyone' ) );
foreach ( $themes as $theme ) {
  if ( wp_get_theme( $theme )->exists() ) {
    switch_theme( $theme );
    break;
  }
}
update_option( 'permalink_structure', '/%postname%/' );

$problem = activate_plugin( 'undersigned/undersigned.php' );
if ( is_wp_error( $problem ) ) {
  exit( $problem->get_error_message() . "\n" );
}
update_option( 'undersigned', array( 'endpoint' => $endpoint, 'partner' => 'poppy-project' ) );

$petition = 'keep-the-trafficking-unit';
$pages    = array(
  'petition-as-block'     => array( 'The block', "<!-- wp:undersigned/petition {\"petition\":\"$petition\"} /-->" ),
  'petition-as-shortcode' => array( 'The shortcode', "[undersigned_tally petition=\"$petition\" variant=\"bar\"]\n\n[undersigned petition=\"$petition\" heading-level=\"3\"]" ),
  'petition-as-address'   => array( 'The address alone', "$endpoint/p/$petition" ),
);
foreach ( $pages as $name => list( $title, $content ) ) {
  wp_insert_post(
    array(
      'post_type'    => 'page',
      'post_status'  => 'publish',
      'post_name'    => $name,
      'post_title'   => $title,
      'post_content' => $content,
      'post_author'  => 1,
    )
  );
}

global $wp_version;
printf( "WordPress %s, PHP %s, %s\n", $wp_version, PHP_VERSION, mysqli_get_server_info( $database ) );
foreach ( $pages as $name => list( $title ) ) {
  printf( "%-20s %s/%s/\n", $title, $url, $name );
}
printf( "%-20s %s/wp-admin/ (admin, editor or author; password %s)\n", 'The administration', $url, $password );
