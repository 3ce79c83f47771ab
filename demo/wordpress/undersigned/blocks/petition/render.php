<?php
/**
 * The block on the page.
 *
 * @var array<string, mixed> $attributes
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

// Escaped where it is made, in markup.php.
echo block( 'undersigned-petition', $attributes ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped
