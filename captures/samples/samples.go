// Package samples holds real captured traffic, and what other tools say of the same facts: what the tests, the fuzz
// targets and the documentation share.
package samples

import (
	"embed"
	"encoding/json"
	"fmt"
)

//go:embed *.strace* *.rtmon *.pcap *.pcapng *.hex *.xxd *.hexdump *.base64 *.bin manifest.json oracle
var files embed.FS

// Entry is a sample in the manifest: the file, how it was made, and what is in it by an independent count.
type Entry struct {
	File      string `json:"file"`
	Format    string `json:"format"`   // its name in the table of formats
	Protocol  string `json:"protocol"` // "ROUTE", "GENERIC", "mixed"…
	Tool      string `json:"tool"`
	Version   string `json:"version"`
	Kernel    string `json:"kernel"`
	Command   string `json:"command"`
	Shows     string `json:"shows"`
	Messages  int    `json:"messages"`
	Datagrams int    `json:"datagrams"`
}

// FS returns the samples, manifest.json, and the directory oracle.
func FS() embed.FS { return files }

// Manifest returns the entries of manifest.json.
func Manifest() ([]Entry, error) {
	text, err := files.ReadFile("manifest.json")
	if err != nil {
		return nil, err
	}
	var entries []Entry
	if err := json.Unmarshal(text, &entries); err != nil {
		return nil, fmt.Errorf("manifest.json: %w", err)
	}
	return entries, nil
}
