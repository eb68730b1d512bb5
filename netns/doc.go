// Package netns finds, makes, removes and enters network namespaces.
//
// A namespace is entered by a thread, not by a program. NS.Do runs a function on a thread of its own inside a
// namespace; the thread goes back to where it was before anything else runs on it, or is never used again. Sockets keep
// the namespace they were opened in. Command runs a program in a namespace.
//
// Named namespaces are those of ip-netns(8): files in Dir that nsfs is mounted on.
package netns
