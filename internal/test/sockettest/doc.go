// Package sockettest has what the tests of sockets, of this host and of others, share: servers, a transport that does
// what a test says, requests and messages.
package sockettest
