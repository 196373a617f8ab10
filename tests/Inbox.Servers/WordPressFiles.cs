namespace Inbox.Servers;

/// <summary>The PHP that makes a throw-away site.</summary>
static class WordPressFiles
{
    /// <summary>Every address that is no file is WordPress's.</summary>
    public const string Router = """
        <?php
        $path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
        if (is_file($_SERVER['DOCUMENT_ROOT'] . $path)) return false;
        $_SERVER['SCRIPT_NAME'] = '/index.php';
        chdir($_SERVER['DOCUMENT_ROOT']);
        require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
        """;

    /// <summary>No mail leaves, and one stranger may comment after the other.</summary>
    public const string Quiet = """
        <?php
        add_filter('pre_wp_mail', '__return_true');
        add_filter('comment_flood_filter', '__return_false', 99);
        """;

    public static string Config(string socket, string url) => $$"""
        <?php
        define('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:{{socket}}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
        foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'] as $key) define($key, hash('sha256', '{{socket}}' . $key));
        define('WP_HOME', '{{url}}'); define('WP_SITEURL', '{{url}}');
        define('WP_ENVIRONMENT_TYPE', 'local'); // application passwords without https
        define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
        define('WP_HTTP_BLOCK_EXTERNAL', true); define('WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost');
        $table_prefix = 'wp_';
        if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
        require_once ABSPATH . 'wp-settings.php';
        """;

    /// <summary>The beginning of a script that runs inside the site.</summary>
    public static string Loading(string www) => $$"""
        <?php
        $_SERVER['HTTP_HOST'] = '127.0.0.1'; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1'; $_SERVER['REMOTE_ADDR'] = '127.0.0.1';
        require_once '{{www}}/wp-load.php';

        """;

    public static string Install(string www) => $$"""
        <?php
        define('WP_INSTALLING', true);
        $_SERVER['HTTP_HOST'] = '127.0.0.1'; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
        require '{{www}}/wp-load.php';
        require ABSPATH . 'wp-admin/includes/upgrade.php';
        wp_install('Acme blog', 'admin', 'admin@acme.test', true, '', 'not used');
        $editor = wp_insert_user(['user_login' => 'editor', 'user_pass' => 'not used', 'user_email' => 'editor@acme.test', 'role' => 'editor', 'display_name' => 'Ed Itor']);
        wp_insert_user(['user_login' => 'reader', 'user_pass' => 'not used', 'user_email' => 'reader@acme.test', 'role' => 'subscriber', 'display_name' => 'Rea Der']);
        update_option('permalink_structure', '/%postname%/');
        flush_rewrite_rules(false);
        foreach (['comment_moderation' => '1', 'comment_previously_approved' => '', 'show_avatars' => '0', 'thread_comments' => '1', 'moderation_notify' => '0', 'comments_notify' => '0'] as $name => $value) update_option($name, $value);
        wp_delete_comment(1, true);
        foreach (['admin' => 1, 'editor' => $editor] as $name => $id) {
            list($password) = WP_Application_Passwords::create_new_application_password($id, ['name' => 'inbox']);
            echo "\npassword:$name:$password\n";
        }
        """;
}
