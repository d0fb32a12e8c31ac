# tools/kspawn/nearest.sh: the word that was meant
# shellcheck shell=sh

# nearest WORD CANDIDATE...: prints the candidate that begins with WORD, or the one that differs least from it: by at most
# one letter in three, added, left out, changed or exchanged with its neighbour. Prints nothing if there is none.
nearest()
{
	printf '%s\n' "$@" | awk '
		function least(a, b) { return a < b ? a : b }
		function distance(a, b, i, j, d, same)
		{
			for (i = 0; i <= length(a); i++) {
				for (j = 0; j <= length(b); j++) {
					if (!i || !j) {
						d[i, j] = i + j
						continue
					}
					same = substr(a, i, 1) == substr(b, j, 1)
					d[i, j] = least(least(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + !same)
					if (i > 1 && j > 1 && substr(a, i - 1, 2) == substr(b, j, 1) substr(b, j - 1, 1))
						d[i, j] = least(d[i, j], d[i - 2, j - 2] + 1)
				}
			}
			return d[length(a), length(b)]
		}
		NR == 1 { word = $0; best = int(length(word) / 3) + 1; next }
		{ far = index($0, word) == 1 ? 0.5 : distance(word, $0) }
		far < best { best = far; found = $0 }
		END { if (found) print found }'
}

# did_you_mean WORD CANDIDATE...: the end of a message about WORD
did_you_mean()
{
	near=$(nearest "$@")
	[ -z "$near" ] || printf "; did you mean '%s'?" "$near"
}
