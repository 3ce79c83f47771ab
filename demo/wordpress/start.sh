#!/usr/bin/env bash
# A WordPress with the plugin, in a folder of its own under the temp directory; Ctrl-C stops it and removes the folder.
#
#   npm start                      in one terminal: the backend on 8787, with the petition
#   bash demo/wordpress/start.sh   in another: WordPress on 8790
#
# PORT       where WordPress listens (8790)
# ENDPOINT   the backend (http://localhost:8787)
# WORDPRESS  the program: Debian's by default, or a folder where another version was unpacked
# PHP        the PHP to run it with
# THEME      a theme of it (the newest default theme that is there)
# -m: what is started in the background gets a process group, so that PHP's workers end with it.
set -eum

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
port=${PORT:-8790}
endpoint=${ENDPOINT:-http://localhost:8787}
wordpress=${WORDPRESS:-/usr/share/wordpress}
php=${PHP:-php}
PATH=$PATH:/usr/sbin:/sbin

missing=''
command -v "$php" >/dev/null || missing="$missing php-cli"
"$php" -m 2>/dev/null | grep -q mysqli || missing="$missing php-mysql"
command -v mariadb-install-db >/dev/null || missing="$missing mariadb-server-core"
command -v my_print_defaults >/dev/null || missing="$missing mariadb-client-core"
[ -f "$wordpress/wp-load.php" ] || missing="$missing wordpress wordpress-theme-twentytwentythree"
if [ -n "$missing" ]; then
  echo "Not here yet:$missing" >&2
  echo "On Debian: apt-get install --no-install-recommends$missing" >&2
  exit 2
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/undersigned-wordpress-XXXXXX")
database=''
site=''
stop() {
  trap - EXIT INT TERM HUP
  # One after the other, and each waited for: the database writes into the folder until its end.
  for pid in $site $database; do
    kill -- "-$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap stop EXIT
trap 'stop; exit 0' INT TERM HUP

# The files, links followed: Debian keeps parts of WordPress elsewhere. The configuration is ours.
mkdir "$work/site"
(cd "$wordpress" && tar -chf - --exclude=./.htaccess --exclude=./wp-config.php --exclude=./wp-includes/certificates .) | tar -xf - -C "$work/site"
mkdir -p "$work/site/wp-content/plugins" "$work/site/wp-content/uploads"
if [ -f "$here/../../dist/undersigned.js" ]; then
  sh "$here/pack.sh" "$work/site/wp-content/plugins"
  rm -f "$work/site/wp-content/plugins/undersigned.zip"
else
  cp -R "$here/undersigned" "$work/site/wp-content/plugins/"
fi

# The database, which listens on a socket in that folder only. It is thrown away: nothing waits for the disk.
settings=(--no-defaults --datadir="$work/data" --user="$(id -un)" --innodb-flush-method=nosync
  --innodb-doublewrite=0 --innodb-log-file-size=8M --innodb-buffer-pool-size=32M)
mariadb-install-db "${settings[@]}" --auth-root-authentication-method=normal --skip-test-db >"$work/database.log" 2>&1 || {
  cat "$work/database.log" >&2
  exit 1
}
mariadbd "${settings[@]}" --socket="$work/db.sock" --pid-file="$work/db.pid" --skip-networking \
  --innodb-flush-log-at-trx-commit=0 >>"$work/database.log" 2>&1 &
database=$!

UNDERSIGNED_WORK=$work UNDERSIGNED_PORT=$port UNDERSIGNED_ENDPOINT=$endpoint UNDERSIGNED_THEME=${THEME:-} \
  "$php" -d memory_limit=512M "$here/set-up.php" >"$work/pages" || { cat "$work/pages" "$work/database.log" >&2; exit 1; }

PHP_CLI_SERVER_WORKERS=4 "$php" -d memory_limit=256M -d opcache.enable_cli=1 -S "localhost:$port" -t "$work/site" >"$work/requests.log" 2>&1 &
site=$!
until (: <"/dev/tcp/localhost/$port") 2>/dev/null; do
  kill -0 "$site" 2>/dev/null || { cat "$work/requests.log" >&2; exit 1; }
  sleep 0.1
done

# The demonstration's petition takes signatures from its partners' sites only: this is one of them now.
node=$here/../../node_modules/.bin/node
data=${UNDERSIGNED_DATA:-$here/../../data}
if [ -x "$node" ] && [ -f "$data/demo/keep-the-trafficking-unit.json" ]; then
  "$node" "$here/allow-origin.ts" "$data" "http://localhost:$port" >&2 ||
    echo "The petition could not be told of this site: signing here will be refused." >&2
fi

cat "$work/pages"
echo "Folder: $work (PHP's notices in site/wp-content/debug.log). Ctrl-C ends it and removes the folder."
wait "$site"
