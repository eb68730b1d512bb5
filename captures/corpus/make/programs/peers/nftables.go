package main

import (
	"net"

	"github.com/google/nftables"
	"github.com/google/nftables/expr"
)

func rules() error {
	conn, err := nftables.New()
	if err != nil {
		return err
	}
	table := conn.AddTable(&nftables.Table{Name: "sample", Family: nftables.TableFamilyINet})
	chain := conn.AddChain(&nftables.Chain{
		Name: "in", Table: table, Type: nftables.ChainTypeFilter, Hooknum: nftables.ChainHookInput,
		Priority: nftables.ChainPriorityFilter,
	})
	set := &nftables.Set{Table: table, Name: "hosts", KeyType: nftables.TypeIPAddr}
	elements := []nftables.SetElement{{Key: net.IPv4(192, 0, 2, 1).To4()}, {Key: net.IPv4(192, 0, 2, 2).To4()}}
	return steps(
		func() error { return conn.AddSet(set, elements) },
		func() error {
			conn.AddRule(&nftables.Rule{Table: table, Chain: chain, UserData: []byte("sample"), Exprs: []expr.Any{
				&expr.Meta{Key: expr.MetaKeyNFPROTO, Register: 1},
				&expr.Cmp{Op: expr.CmpOpEq, Register: 1, Data: []byte{2}},
				&expr.Payload{DestRegister: 1, Base: expr.PayloadBaseNetworkHeader, Offset: 12, Len: 4},
				&expr.Lookup{SourceRegister: 1, SetName: set.Name, SetID: set.ID},
				&expr.Counter{},
				&expr.Log{Key: 1 << 1, Data: []byte("sample ")},
				&expr.Verdict{Kind: expr.VerdictAccept},
			}})
			return conn.Flush()
		},
		func() error { _, err := conn.ListTables(); return err },
		func() error { _, err := conn.ListChains(); return err },
		func() error { _, err := conn.GetRules(table, chain); return err },
		func() error { _, err := conn.GetSetElements(set); return err },
		func() error { conn.DelTable(table); return conn.Flush() },
	)
}
