// Package compat makes bridges and bonds, and gives them ports, for kernels whose rtnetlink cannot: with the ioctls of
// bridges and in sysfs. It is an example of a chain that makes programs written for today's kernels run on others.
//
// The kernel is asked first, and only what it refuses with EOPNOTSUPP is done otherwise, unless Options.Always says not
// to ask. Of IFLA_INFO_DATA, what has a file in sysfs can be set.
package compat
