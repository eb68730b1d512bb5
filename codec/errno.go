package codec

import "strings"

// errnoEnum names errno values (asm-generic/errno.h). Those from 512 on are the kernel's own and should not leak out of
// it (linux/errno.h of the kernel), but do.
var errnoEnum = &Enum{Name: "errno", Prefix: "E", Names: Names{
	1:   "PERM",
	2:   "NOENT",
	3:   "SRCH",
	4:   "INTR",
	5:   "IO",
	6:   "NXIO",
	7:   "2BIG",
	8:   "NOEXEC",
	9:   "BADF",
	10:  "CHILD",
	11:  "AGAIN",
	12:  "NOMEM",
	13:  "ACCES",
	14:  "FAULT",
	15:  "NOTBLK",
	16:  "BUSY",
	17:  "EXIST",
	18:  "XDEV",
	19:  "NODEV",
	20:  "NOTDIR",
	21:  "ISDIR",
	22:  "INVAL",
	23:  "NFILE",
	24:  "MFILE",
	25:  "NOTTY",
	26:  "TXTBSY",
	27:  "FBIG",
	28:  "NOSPC",
	29:  "SPIPE",
	30:  "ROFS",
	31:  "MLINK",
	32:  "PIPE",
	33:  "DOM",
	34:  "RANGE",
	35:  "DEADLK",
	36:  "NAMETOOLONG",
	37:  "NOLCK",
	38:  "NOSYS",
	39:  "NOTEMPTY",
	40:  "LOOP",
	42:  "NOMSG",
	43:  "IDRM",
	44:  "CHRNG",
	45:  "L2NSYNC",
	46:  "L3HLT",
	47:  "L3RST",
	48:  "LNRNG",
	49:  "UNATCH",
	50:  "NOCSI",
	51:  "L2HLT",
	52:  "BADE",
	53:  "BADR",
	54:  "XFULL",
	55:  "NOANO",
	56:  "BADRQC",
	57:  "BADSLT",
	59:  "BFONT",
	60:  "NOSTR",
	61:  "NODATA",
	62:  "TIME",
	63:  "NOSR",
	64:  "NONET",
	65:  "NOPKG",
	66:  "REMOTE",
	67:  "NOLINK",
	68:  "ADV",
	69:  "SRMNT",
	70:  "COMM",
	71:  "PROTO",
	72:  "MULTIHOP",
	73:  "DOTDOT",
	74:  "BADMSG",
	75:  "OVERFLOW",
	76:  "NOTUNIQ",
	77:  "BADFD",
	78:  "REMCHG",
	79:  "LIBACC",
	80:  "LIBBAD",
	81:  "LIBSCN",
	82:  "LIBMAX",
	83:  "LIBEXEC",
	84:  "ILSEQ",
	85:  "RESTART",
	86:  "STRPIPE",
	87:  "USERS",
	88:  "NOTSOCK",
	89:  "DESTADDRREQ",
	90:  "MSGSIZE",
	91:  "PROTOTYPE",
	92:  "NOPROTOOPT",
	93:  "PROTONOSUPPORT",
	94:  "SOCKTNOSUPPORT",
	95:  "OPNOTSUPP",
	96:  "PFNOSUPPORT",
	97:  "AFNOSUPPORT",
	98:  "ADDRINUSE",
	99:  "ADDRNOTAVAIL",
	100: "NETDOWN",
	101: "NETUNREACH",
	102: "NETRESET",
	103: "CONNABORTED",
	104: "CONNRESET",
	105: "NOBUFS",
	106: "ISCONN",
	107: "NOTCONN",
	108: "SHUTDOWN",
	109: "TOOMANYREFS",
	110: "TIMEDOUT",
	111: "CONNREFUSED",
	112: "HOSTDOWN",
	113: "HOSTUNREACH",
	114: "ALREADY",
	115: "INPROGRESS",
	116: "STALE",
	117: "UCLEAN",
	118: "NOTNAM",
	119: "NAVAIL",
	120: "ISNAM",
	121: "REMOTEIO",
	122: "DQUOT",
	123: "NOMEDIUM",
	124: "MEDIUMTYPE",
	125: "CANCELED",
	126: "NOKEY",
	127: "KEYEXPIRED",
	128: "KEYREVOKED",
	129: "KEYREJECTED",
	130: "OWNERDEAD",
	131: "NOTRECOVERABLE",
	132: "RFKILL",
	133: "HWPOISON",
}, Values: []Value{
	{Value: 512, Name: "RESTARTSYS"}, {Value: 517, Name: "PROBE_DEFER"}, {Value: 524, Name: "NOTSUPP"},
}}

// ErrnoName returns the C name of a positive errno value ("EEXIST"), or "" if it has none. The numbers are those of
// most architectures; alpha, mips, parisc and sparc differ.
func ErrnoName(errno int) string {
	if errno <= 0 {
		return ""
	}
	return errnoEnum.NameOf(uint64(errno))
}

// ErrnoNumber returns the errno of a C name, in any case; ok is false if there is none of that name.
func ErrnoNumber(name string) (errno int, ok bool) {
	for n, known := range errnoEnum.All {
		if strings.EqualFold(known, name) {
			return int(n), true
		}
	}
	return 0, false
}

// ErrnoNamed is ErrnoNumber where an unknown name is an error, which says which one is nearest.
func ErrnoNamed(name string) (errno int, err error) {
	if n, ok := ErrnoNumber(name); ok {
		return n, nil
	}
	return 0, UnknownName("errno", name, ErrnoNames())
}

// ErrnoNames returns the C names of all errno values, in the order of the values.
func ErrnoNames() (names []string) {
	for _, name := range errnoEnum.All {
		names = append(names, name)
	}
	return names
}
