#!/usr/bin/env bash
# What an operator would type: list the old files, list what the database names, remove the difference.
# usage: shell.sh plan|run ROOT JDBC-URL       one round for each line on standard input
set -euo pipefail
export LC_ALL=C
phase=$1 root=$2
url="postgresql://postgres@${3#jdbc:postgresql://}"; url=${url%%\?*}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$root"
while read -r _; do
    start=$EPOCHREALTIME
    find . -type f -mmin +1440 -printf '%P\n' | sort >"$work/stored"
    psql -qX "$url" -c 'COPY (SELECT path FROM uploads) TO STDOUT' | sort >"$work/named"
    comm -23 "$work/stored" "$work/named" >"$work/orphans"
    if [[ $phase == run ]]; then
        tr '\n' '\0' <"$work/orphans" | xargs -0 -r rm --
    fi
    end=$EPOCHREALTIME
    digest=; [[ -s $work/orphans ]] && digest=$(sha256sum "$work/orphans" | cut -c1-16)
    printf '%s\t%s\t%s\n' "$(awk "BEGIN { print $end - $start }")" "$(wc -l <"$work/orphans")" "$digest"
done
