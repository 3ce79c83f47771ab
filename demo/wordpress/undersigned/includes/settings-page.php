<?php
/**
 * Settings, Undersigned: a page of WordPress's own settings, which brings its nonce and its check of who may save.
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

add_action(
  'admin_menu',
  static function () {
    add_options_page( 'Undersigned', 'Undersigned', 'manage_options', 'undersigned', __NAMESPACE__ . '\print_settings_page' );
  }
);

add_filter(
  'plugin_action_links_' . plugin_basename( MAIN ),
  static function ( $links ) {
    $ours = sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=undersigned' ) ), esc_html__( 'Settings', 'undersigned' ) );
    return array_merge( array( $ours ), $links );
  }
);

add_action(
  'admin_init',
  static function () {
    register_setting(
      'undersigned',
      'undersigned',
      array(
        'sanitize_callback' => static function ( $typed ) {
          return checked_settings(
            $typed,
            static function ( string $field, string $said ): void {
              add_settings_error( 'undersigned', "undersigned-$field", esc_html( $said ) );
            }
          );
        },
      )
    );
    add_settings_section( 'undersigned-where', __( 'Where signatures go', 'undersigned' ), '__return_null', 'undersigned' );
    add_settings_section( 'undersigned-script', __( 'The script', 'undersigned' ), '__return_null', 'undersigned' );
    $fields = array(
      'endpoint'   => array( 'undersigned-where', __( 'Endpoint', 'undersigned' ) ),
      'partner'    => array( 'undersigned-where', __( 'Partner', 'undersigned' ) ),
      'script'     => array( 'undersigned-script', __( 'Comes from', 'undersigned' ) ),
      'script_url' => array( 'undersigned-script', __( 'Address of that version', 'undersigned' ) ),
      'integrity'  => array( 'undersigned-script', __( 'Hash of that version', 'undersigned' ) ),
      'classic'    => array( 'undersigned-script', __( 'Classic script', 'undersigned' ) ),
    );
    foreach ( $fields as $name => list( $section, $title ) ) {
      $is_own_label = 'script' === $name || 'classic' === $name;
      add_settings_field(
        "undersigned-$name",
        $title,
        __NAMESPACE__ . "\\print_$name",
        'undersigned',
        $section,
        $is_own_label ? array() : array( 'label_for' => "undersigned-$name" )
      );
    }
    wp_add_privacy_policy_content( 'Undersigned', wp_kses_post( wpautop( privacy_words() ) ) );
  }
);

function print_settings_page(): void {
  if ( ! current_user_can( 'manage_options' ) ) {
    return;
  }
  echo '<div class="wrap"><h1>Undersigned</h1>';
  echo '<p>' . esc_html__( 'With the endpoint set, add the block “Petition” to a page, or write [undersigned petition="…"]. Signatures go from the visitor’s browser straight to the endpoint; this site stores nothing of them.', 'undersigned' ) . '</p>';
  echo '<form action="options.php" method="post">';
  settings_fields( 'undersigned' );
  do_settings_sections( 'undersigned' );
  submit_button();
  echo '</form></div>';
}

function print_endpoint(): void {
  print_text( 'endpoint', 'url', 'https://sign.example.org', __( 'The address of the petition’s backend, without a path to a petition. It must know this site as a partner’s.', 'undersigned' ) );
}

function print_partner(): void {
  print_text( 'partner', 'text', '', __( 'How the petition’s owner lists you. Blocks and shortcodes that name no other partner take this one.', 'undersigned' ) );
}

function print_script(): void {
  $choices = array(
    'endpoint' => __( 'the endpoint: always its current version', 'undersigned' ),
    'pinned'   => __( 'one version, by its address and hash', 'undersigned' ),
    'bundled'  => __( 'the copy in this plugin', 'undersigned' ),
  );
  echo '<fieldset><legend class="screen-reader-text">' . esc_html__( 'The script comes from', 'undersigned' ) . '</legend>';
  foreach ( $choices as $value => $label ) {
    $is_missing = 'bundled' === $value && ! is_readable( bundled_file( false ) ) && ! is_readable( bundled_file( true ) );
    printf(
      '<label><input type="radio" name="undersigned[script]" value="%s"%s%s> %s</label><br>',
      esc_attr( $value ),
      checked( settings()['script'], $value, false ),
      disabled( $is_missing, true, false ),
      esc_html( $is_missing ? $label . ' ' . __( '(this plugin came without one)', 'undersigned' ) : $label )
    );
  }
  echo '</fieldset>';
}

function print_script_url(): void {
  print_text( 'script_url', 'url', 'https://sign.example.org/undersigned-0.1.0.js', __( 'The whole script tag may be pasted here, as "undersigned snippet" prints it.', 'undersigned' ) );
}

function print_integrity(): void {
  print_text( 'integrity', 'text', 'sha384-…', __( 'Browsers then run this very file or none. Such an address serves the same file forever.', 'undersigned' ) );
}

function print_classic(): void {
  printf(
    '<label><input type="checkbox" name="undersigned[classic]" value="1" aria-describedby="undersigned-classic-hint"%s> %s</label><p class="description" id="undersigned-classic-hint">%s</p>',
    checked( settings()['classic'], true, false ),
    esc_html__( 'Load the script as a classic one', 'undersigned' ),
    esc_html__( 'For plugins that combine or delay scripts and cannot keep a module a module. With one version, its address decides, by ending in .classic.js.', 'undersigned' )
  );
}

// No type="url": the browser's own check would come before ours, which says more.
function print_text( string $name, string $mode, string $example, string $hint ): void {
  printf(
    '<input class="regular-text code" id="undersigned-%1$s" name="undersigned[%1$s]" type="text" inputmode="%2$s" value="%3$s" placeholder="%4$s" aria-describedby="undersigned-%1$s-hint" autocomplete="off" spellcheck="false"><p class="description" id="undersigned-%1$s-hint">%5$s</p>',
    esc_attr( $name ),
    esc_attr( $mode ),
    esc_attr( settings()[ $name ] ),
    esc_attr( $example ),
    esc_html( $hint )
  );
}

function privacy_words(): string {
  return __( 'Some pages of this site show a petition. Whoever signs it sends what they fill in straight from their browser to the server of the petition’s owner, who is named in the form with a privacy notice; this site neither receives nor stores it. To show the form and the number of signatures, the browser loads them from that server, which thereby learns the visitor’s IP address, as with every request. No cookies are set for it.', 'undersigned' );
}
