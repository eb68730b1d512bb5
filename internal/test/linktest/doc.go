// Package linktest is what the tests of callbacks for links share: requests about links on a proxy.Socket, and checks
// of what became of them.
package linktest
