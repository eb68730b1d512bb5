// Package codec reads and writes netlink messages from descriptions of what they hold.
//
// A table describes a family as Go data: which message types there are (MessageType), what fixed struct each starts
// with (Struct), which attributes may follow (Set, Spec), how each is laid out (Kind) and what its values are called
// (Enum). All else is derived from it: decoding, encoding, lookup by name, the forms it is written in, documentation. The tables live
// in packages of their own (codec/rtnl, codec/genl/…); a Registry collects those that a program uses, and codec/tables
// collects all.
//
// A Decoder turns octets into a Message, which is a view: it keeps the octets and a flat tree over them. Decoding into
// a Message that is used again allocates nothing. Nothing is dropped: unknown types and attributes, padding, order,
// duplicates and damage survive, and the octets come back exactly from the Message, and from its JSON and its pyroute2
// form (codec/form). What cannot be read costs only itself and is listed in Message.Faults.
//
// How a message is written is for forms to say, which walk it with Attr, Content, Members and Elements. What a form
// that loses nothing reads back is an Exact, which an Encoder turns into the same octets.
//
// An Encoder makes messages from names and Go values; the editing methods of Message change one in place, and the
// lengths of the nests around follow.
//
// Generic netlink families get their ids at run time. A Resolver knows them: from the answers of the controller
// (Resolver.Learn), from the user (Resolver.Set), or by trial (Resolver.Guess).
//
// Names are the C names of the kernel's headers. Where a name is wanted, "IFLA_MTU", "mtu" and "4" say the same.
package codec
