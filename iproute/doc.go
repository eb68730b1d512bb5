// Package iproute is the API of rtnetlink: links, addresses, routes, rules, neighbours, next hops and traffic control.
//
// What a request says is given in one of two ways, which mean the same and make the same octets: as Args, names and
// values, or as a typed spec, which is generated from the tables as the views of what comes back are.
package iproute
