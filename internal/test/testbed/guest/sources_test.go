package guest

import (
	"strings"
	"testing"
)

const deb822 = `# made by the installer
Types: deb deb-src
URIs: http://mirror.example/debian
# a comment inside
Suites: bookworm bookworm-updates
Components: main contrib
Architectures: arm64 amd64
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQ
`

const list = `# a comment
deb [arch=amd64,arm64 signed-by=/etc/keys/a.gpg,/etc/keys/b.gpg check-valid-until=no] http://snapshot.example/1 bookworm main # why
deb-src http://mirror.example/debian bookworm main
deb http://mirror.example/debian bookworm contrib

deb
deb http://mirror.example/other other main
`

func TestDebianSource(t *testing.T) {
	for name, c := range map[string]struct {
		all    []aptSource
		render string // "" if there is no source
	}{
		".sources": {parseSources(deb822), `Types: deb
URIs: http://mirror.example/debian
Suites: trixie-backports
Components: main
Architectures: amd64
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`},
		".list": {parseList(list), `Types: deb
URIs: http://snapshot.example/1
Suites: trixie-backports
Components: main
Architectures: amd64
signed-by: /etc/keys/a.gpg /etc/keys/b.gpg
check-valid-until: no
`},
		"named by its status": {parseList("deb file:/mirror stable main"),
			"Types: deb\nURIs: file:/mirror\nSuites: trixie-backports\nComponents: main\nArchitectures: amd64\n"},
		"key in the entry": {parseSources(strings.ReplaceAll(strings.SplitAfter(deb822, "\n\n")[1],
			"bookworm-security", "bookworm")),
			"Types: deb\nURIs: http://mirror.example/debian-security\nSuites: trixie-backports\nComponents: " +
				"main\nArchitectures: amd64\n" +
				"Signed-By: \n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQ\n"},
		"disabled":     {parseSources("Enabled: no\n" + strings.SplitAfter(deb822, "\n\n")[0]), ""},
		"sources only": {parseList("deb-src http://mirror.example/debian bookworm main"), ""},
		"no main":      {parseList("deb http://mirror.example/debian bookworm contrib"), ""},
		"none":         {nil, ""},
	} {
		source, err := debianSource(c.all, "bookworm")
		if c.render == "" {
			if err == nil || !strings.Contains(err.Error(), "bookworm") {
				t.Errorf("%s: source %+v, error %v; want an error that names the suite", name, source, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := source.render("trixie-backports"); got != c.render {
			t.Errorf("%s: got %s\nwant %s", name, got, c.render)
		}
	}
}
