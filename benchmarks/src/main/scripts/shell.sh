#!/usr/bin/env bash
# What an operator would type, one part for each scenario. One round for each line on standard input.
# usage: shell.sh PART plan|run ROOT [JDBC-URL [LIMIT]]
set -euo pipefail
export LC_ALL=C
part=$1 phase=$2 root=$3 jdbc=${4:-} limit=${5:-}
url="postgresql://postgres@${jdbc#jdbc:postgresql://}"; url=${url%%\?*}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
found="$work/found"
cd "$root"

# The names that are old and in no row: list what is stored, list what the database names, remove the difference.
orphans() {
    find . -type f -mmin +1440 -printf '%P\n' | sort >"$work/stored"
    psql -qX "$url" -c 'COPY (SELECT path FROM uploads) TO STDOUT' | sort >"$work/named"
    comm -23 "$work/stored" "$work/named" >"$found"
    if [[ $phase == run ]]; then
        tr '\n' '\0' <"$found" | xargs -0 -r rm --
    fi
}

# The oldest names, as many as have to go to keep within the limit.
quota() {
    find . -type f -printf '%C@ %s %P\n' | sort -k1,1n -k3,3 >"$work/stored"
    awk -v limit="$limit" 'NR == FNR { held += $2; next } held <= limit { exit } { held -= $2; print $3 }' \
        "$work/stored" "$work/stored" >"$found"
}

# Only the look at each file, which every quota has to take. It finds nothing.
look() {
    find . -type f -printf '%s %T@ %C@ %P\n' >/dev/null
    : >"$found"
}

# The folders that the library works in begin with a dot.
delete() {
    find [0-9]* -type f -delete -printf '\n' >"$found"
}

remove() {
    find [0-9]* -type f -print0 | tee >(tr '\0' '\n' >"$found") | xargs -0 -r rm --
}

# The names where they are names.
digest() {
    if [[ $part == orphans || $part == quota ]] && [[ -s $found ]]; then
        sort "$found" | sha256sum | cut -c1-16
    fi
}

while read -r _; do
    start=$EPOCHREALTIME
    "$part"
    end=$EPOCHREALTIME
    printf '%s\t%s\t%s\n' "$(awk "BEGIN { print $end - $start }")" "$(wc -l <"$found")" "$(digest)"
done
