module github.com/nlkit/nlkit

go 1.26

require (
	github.com/google/gopacket v1.1.19
	github.com/klauspost/compress v1.18.6
)

require (
	golang.org/x/net v0.48.0 // indirect
	golang.org/x/sys v0.39.0 // indirect
)
