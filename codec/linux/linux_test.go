package linux

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/kernelheaders"
)

// enums are those that have the names of the constants, by their prefix.
var enums = map[string]*codec.Enum{
	"AF": FamilyEnum, "RTNL": FamilyEnum, "NETLINK": ProtocolEnum, "ARPHRD": ARPHRDEnum, "ETH": EtherTypeEnum,
	"NFNL": NfnlSubsysEnum, "NFPROTO": NfprotoEnum, "IFF": IfFlagsEnum,
}

func TestAgreesWithKernelHeaders(t *testing.T) {
	kernelheaders.CheckParts(t, []*codec.Enum{FamilyEnum, ProtocolEnum, ARPHRDEnum, EtherTypeEnum, IfFlagsEnum,
		IPProtoEnum, PacketTypeEnum, NfprotoEnum, NfnlSubsysEnum, NfInetHooksEnum,
		NfDevHooksEnum, NfArpHooksEnum, NfBrHooksEnum}, SockaddrInStruct, SockaddrIn6Struct, SockaddrLLStruct,
		SockaddrUnStruct, KernelTimespecStruct, NfgenmsgStruct, GenlmsghdrStruct)
}

// TestConstantsAreInEnums holds every constant of the package against the enumeration that names its value, which is
// held against the headers.
func TestConstantsAreInEnums(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for name, value := range constants(tree) {
			prefix, _, _ := strings.Cut(name, "_")
			if e := enums[prefix]; e == nil {
				t.Errorf("%s: no enumeration has constants of this prefix: add it to the test", name)
			} else if got := e.NameOf(value); got != name {
				t.Errorf("%s is %d, which %s names %q", name, value, e.Name, got)
			}
			checked++
		}
	}
	if checked == 0 {
		t.Error("no constants were found")
	}
}

// constants returns the values of the constants that a file declares.
func constants(f *ast.File) map[string]uint64 {
	all := map[string]uint64{}
	for _, d := range f.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.CONST {
			continue
		}
		for _, s := range decl.Specs {
			spec := s.(*ast.ValueSpec)
			v, _ := strconv.ParseUint(spec.Values[0].(*ast.BasicLit).Value, 0, 64)
			all[spec.Names[0].Name] = v
		}
	}
	return all
}
