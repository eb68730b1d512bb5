package jobs

import (
	"context"
	"fmt"
	"net"

	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/proxy"
)

type nlkit struct{ ip *iproute.IPRoute }

func (x nlkit) listLinks(ctx context.Context) error {
	for link, err := range x.ip.GetLinks(ctx) {
		if err != nil {
			return err
		}
		fmt.Println(link.Name(), link.MTU(), link.Operstate())
	}
	return nil
}

func (x nlkit) vethIntoNamespace(ctx context.Context, name string) error {
	_, err := x.ip.AddVeth(ctx, iproute.Link{Name: "v0"}, iproute.Link{Name: "v1", NetNS: name})
	if err != nil {
		return err
	}
	there, err := iproute.Open(proxy.InNetNS(name))
	if err != nil {
		return err
	}
	defer there.Close()
	if err := there.AddAddr(ctx, "v1", "192.0.2.1/24"); err != nil {
		return err
	}
	return there.SetUp(ctx, "v1")
}

func (x nlkit) addRoutes(ctx context.Context, dsts []*net.IPNet, gateway net.IP) ([]iproute.Result, error) {
	b := x.ip.Batch()
	for _, dst := range dsts {
		b.AddRoute(dst, iproute.Via(gateway))
	}
	return b.Commit(ctx)
}

func (x nlkit) followLinks(ctx context.Context) error {
	for change, err := range x.ip.Watch(ctx, follow.Links) {
		if err != nil {
			return err
		}
		fmt.Println(change.Op, change.Link().Name())
	}
	return nil
}

func (x nlkit) whyRefused(ctx context.Context) error {
	_, err := x.ip.AddLink(ctx, iproute.Link{Name: "br0", MTU: iproute.Set(10), Kind: iproute.Bridge{}})
	return err
}
