#!/bin/sh
# Makes the plugin as it is installed: the folder here and the built script inside it. Run `npm run build` first.
#
#   sh demo/wordpress/pack.sh FOLDER    writes FOLDER/undersigned, and FOLDER/undersigned.zip where zip is installed
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
dist=$here/../../dist
out=${1:?Say where: sh demo/wordpress/pack.sh FOLDER}

[ -f "$dist/undersigned.js" ] || { echo "There is no dist/undersigned.js: run npm run build first." >&2; exit 1; }
rm -rf "$out/undersigned"
mkdir -p "$out/undersigned/script/chunks" "$out/undersigned/script/locales"
cp -R "$here/undersigned/." "$out/undersigned/"
cp "$here/../../LICENSE" "$out/undersigned/LICENSE"
for file in undersigned.js undersigned.classic.js undersigned.licenses.txt; do
  if [ -f "$dist/$file" ]; then cp "$dist/$file" "$out/undersigned/script/"; fi
done
cp "$dist"/chunks/*.js "$out/undersigned/script/chunks/"
cp "$dist"/locales/*.json "$dist/locales/LICENSE.txt" "$out/undersigned/script/locales/"
if command -v zip >/dev/null; then
  (cd "$out" && rm -f undersigned.zip && zip -qr undersigned.zip undersigned)
fi
