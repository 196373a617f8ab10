<?php
/**
 * Plugin Name: Inbox comments
 * Description: Tells Inbox at once when a comment is written, changed or taken away. Settings: Settings, Discussion.
 * Version: 1.2
 * Requires at least: 5.6
 * Requires PHP: 7.0
 */

defined( 'ABSPATH' ) || exit;

/** Address and secret: in wp-config.php as INBOX_URL and INBOX_SECRET, or in the page Settings, Discussion. */
function inbox_setting( $name ) {
	$constant = 'INBOX_' . strtoupper( $name );
	return trim( (string) ( defined( $constant ) ? constant( $constant ) : get_option( 'inbox_' . $name, '' ) ) );
}

/** The comment as the REST interface shows it to moderators, with its article, signed over the exact bytes. */
function inbox_push( $event, $comment ) {
	$url    = inbox_setting( 'url' );
	$secret = inbox_setting( 'secret' );
	$comment = get_comment( $comment );
	if ( '' === $url || '' === $secret || ! $comment || ! in_array( $comment->comment_type, array( '', 'comment' ), true ) ) {
		return;
	}
	$request = new WP_REST_Request( 'GET' );
	$request->set_param( 'context', 'edit' );
	$post = get_post( $comment->comment_post_ID );
	$now  = microtime( true );
	$body = wp_json_encode(
		array(
			'event'   => $event,
			'at'      => gmdate( 'Y-m-d\TH:i:s', (int) $now ) . substr( sprintf( '%.6F', $now - (int) $now ), 1 ) . 'Z',
			'ours'    => $comment->user_id > 0 && ( user_can( $comment->user_id, 'moderate_comments' ) || $post && (int) $post->post_author === (int) $comment->user_id ),
			'comment' => ( new WP_REST_Comments_Controller() )->prepare_item_for_response( $comment, $request )->get_data(),
			'post'    => $post ? array(
				'id'     => $post->ID,
				'link'   => get_permalink( $post ),
				'title'  => array( 'rendered' => get_the_title( $post ) ),
				'author' => (int) $post->post_author,
			) : null,
		)
	);
	// Inbox asks once a minute all the same: what does not arrive now is not lost, and nobody who comments waits for it long.
	wp_remote_post(
		$url,
		array(
			'body'    => $body,
			'timeout' => 2,
			'headers' => array(
				'Content-Type'      => 'application/json',
				'X-Inbox-Signature' => 'sha256=' . hash_hmac( 'sha256', $body, $secret ),
			),
		)
	);
}

function inbox_is_shown( $status ) {
	return in_array( (string) $status, array( 'approved', 'unapproved', 'approve', 'hold', '0', '1' ), true );
}

/** Comments that moderators still have before them; the others are in the trash, or deleted. */
function inbox_is_kept( $status ) {
	return inbox_is_shown( $status ) || 'spam' === $status;
}

add_action(
	'wp_insert_comment',
	function ( $id, $comment ) {
		if ( inbox_is_shown( $comment->comment_approved ) ) {
			inbox_push( 'created', $comment );
		}
	},
	10,
	2
);
add_action(
	'edit_comment',
	function ( $id ) {
		inbox_push( 'edited', $id );
	}
);
add_action(
	'transition_comment_status',
	function ( $new, $old, $comment ) {
		if ( $old !== $new && ( inbox_is_kept( $old ) || inbox_is_kept( $new ) ) ) {
			inbox_push( inbox_is_kept( $new ) ? 'moderated' : 'removed', $comment );
		}
	},
	10,
	3
);
add_action(
	'delete_comment',
	function ( $id ) {
		inbox_push( 'removed', $id );
	}
);

add_action(
	'admin_init',
	function () {
		add_settings_section( 'inbox', 'Inbox', '__return_false', 'discussion' );
		$fields = array(
			'url'    => array( 'Webhook address', 'esc_url_raw' ),
			'secret' => array( 'Secret', 'sanitize_text_field' ),
		);
		foreach ( $fields as $name => list( $label, $sanitize ) ) {
			register_setting( 'discussion', 'inbox_' . $name, array( 'sanitize_callback' => $sanitize ) );
			add_settings_field(
				'inbox_' . $name,
				$label,
				function () use ( $name ) {
					printf( '<input type="text" class="regular-text" name="inbox_%1$s" id="inbox_%1$s" value="%2$s">', esc_attr( $name ), esc_attr( get_option( 'inbox_' . $name, '' ) ) );
				},
				'discussion',
				'inbox',
				array( 'label_for' => 'inbox_' . $name )
			);
		}
		// What is shown must be what is kept: it is copied to Inbox before anything is saved here.
		if ( current_user_can( 'manage_options' ) && '' === inbox_setting( 'secret' ) ) {
			update_option( 'inbox_secret', wp_generate_password( 40, false ), false );
		}
	}
);
