package wireguard_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/genl"
	"github.com/nlkit/nlkit/codec/genl/wireguard"
)

// setPeer is what wg 1.0.20210914 sent for a peer, and reply what Linux 6.1 answered to "wg show" (wg-set.strace and
// wg-show.strace of the samples).
const (
	setPeer = "" +
		"d8000000200005009e7d0d6b00000000010100000800020077673000bc000880b8000080240001003000c367507fd2c55f84fbf9" +
		"456c1aec508138352f20b4db47dd48a62cb81d21240002006e6c6b69742073616d706c65733a2074686973206b6579206973206e" +
		"6f2e2033140004000200ca6cc0000202000000000000000006000500190000000800030002000000480009801c00008006000100" +
		"02000000080002000a010000050003001000000028000080060001000a00000014000200fd000001000000000000000000000000" +
		"0500030040000000"
	reply = "" +
		"54020000200002009f7d0d6b8100000000010000060006006cca0000080007002000000008000100020000000800020077673000" +
		"24000300686c6b69742073616d706c65733a2074686973206b6579206973206e6f2e2071240004002d6c1c456c496ccaf8a6fb05" +
		"da23a934618b188325fb78a5dd748b8fa395ac52d8010880e4000080240001003000c367507fd2c55f84fbf9456c1aec50813835" +
		"2f20b4db47dd48a62cb81d21240002006e6c6b69742073616d706c65733a2074686973206b6579206973206e6f2e203314000600" +
		"0000000000000000000000000000000006000500190000000c00080000000000000000000c000700000000000000000008000a00" +
		"01000000140004000200ca6cc00002020000000000000000480009801c0000800500030010000000060001000200000008000200" +
		"0a010000280000800500030040000000060001000a00000014000200fd000001000000000000000000000000f000008024000100" +
		"803fa4f8ad9e987db91dfd7a8f6e496a436113e96496b9b34fe09f065238f9702400020000000000000000000000000000000000" +
		"00000000000000000000000000000000140006000000000000000000000000000000000006000500000000000c00080000000000" +
		"000000000c000700000000000000000008000a0001000000200004000a00ca6c0000000020010db8000000000000000000000003" +
		"00000000480009801c00008005000300000000000600010002000000080002000000000028000080050003000000000006000100" +
		"0a0000001400020000000000000000000000000000000000"
)

// shown is what "wg show wg0 dump" printed of the same device.
const shown = `aGxraXQgc2FtcGxlczogdGhpcyBrZXkgaXMgbm8uIHE=	LWwcRWxJbMr4pvsF2iOpNGGLGIMl+3il3XSLj6OVrFI=	51820	0x20
MADDZ1B/0sVfhPv5RWwa7FCBODUvILTbR91Ipiy4HSE=	bmxraXQgc2FtcGxlczogdGhpcyBrZXkgaXMgbm8uIDM=	192.0.2.2:51820	` +
	`10.1.0.0/16,fd00:1::/64	0	0	0	25
gD+k+K2emH25Hf16j25JakNhE+lklrmzT+CfBlI4+XA=	(none)	[2001:db8::3]:51820	0.0.0.0/0,::/0	0	0	0	off
`

// TestShow reads of a device and its peers what wg reads of them.
func TestShow(t *testing.T) {
	m := decode(t, reply)
	var b strings.Builder
	fmt.Fprintf(&b, "%s\t%s\t%d\t%#x\n", key(t, m.Root(), "WGDEVICE_A_PRIVATE_KEY"),
		key(t, m.Root(), "WGDEVICE_A_PUBLIC_KEY"), number(t, m.Root(), "WGDEVICE_A_LISTEN_PORT"),
		number(t, m.Root(), "WGDEVICE_A_FWMARK"))
	peers, _ := m.Attr("WGDEVICE_A_PEERS")
	for peer := range peers.Children() {
		time, _ := peer.Attr("WGPEER_A_LAST_HANDSHAKE_TIME")
		seconds, ok := time.Field("tv_sec")
		if !ok {
			t.Error("no time of the last handshake")
		}
		keepalive := "off"
		if v := number(t, peer, "WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL"); v > 0 {
			keepalive = fmt.Sprint(v)
		}
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%d\t%d\t%d\t%s\n", key(t, peer, "WGPEER_A_PUBLIC_KEY"),
			key(t, peer, "WGPEER_A_PRESHARED_KEY"), endpoint(t, peer), allowed(t, peer), seconds,
			number(t, peer, "WGPEER_A_RX_BYTES"), number(t, peer, "WGPEER_A_TX_BYTES"), keepalive)
	}
	if b.String() != shown {
		t.Errorf("got\n%swant\n%s", b.String(), shown)
	}
}

// TestSet shows what wg asks for when it sets a peer, and makes the same octets of it again.
func TestSet(t *testing.T) {
	const want = `WG_CMD_SET_DEVICE family=wireguard len=216 flags=NLM_F_REQUEST|NLM_F_ACK seq=1796046238 pid=0
  WGDEVICE_A_IFNAME wg0
  WGDEVICE_A_PEERS
    0
      WGPEER_A_PUBLIC_KEY hex:3000c367507fd2c55f84fbf9456c1aec508138352f20b4db47dd48a62cb81d21
      WGPEER_A_PRESHARED_KEY hex:6e6c6b69742073616d706c65733a2074686973206b6579206973206e6f2e2033
      WGPEER_A_ENDPOINT {sin_family=AF_INET sin_port=51820 sin_addr=192.0.2.2}
      WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL 25 (25s)
      WGPEER_A_FLAGS WGPEER_F_REPLACE_ALLOWEDIPS
      WGPEER_A_ALLOWEDIPS
        0
          WGALLOWEDIP_A_FAMILY AF_INET
          WGALLOWEDIP_A_IPADDR 10.1.0.0
          WGALLOWEDIP_A_CIDR_MASK 16
        0
          WGALLOWEDIP_A_FAMILY AF_INET6
          WGALLOWEDIP_A_IPADDR fd00:1::
          WGALLOWEDIP_A_CIDR_MASK 64`
	m := decode(t, setPeer)
	if got := string(form.Text.Append(nil, m)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	enc := codec.Encoder{Registry: registry()}
	if back, err := form.JSON.Parse(&enc, form.JSON.Append(nil, m)); err != nil || !bytes.Equal(back, m.Bytes()) {
		t.Errorf("JSON gives % x, %v back", back, err)
	}
}

func registry() *codec.Registry {
	reg := codec.NewRegistry(genl.Protocol)
	reg.AddFamily(wireguard.Family)
	return reg
}

// decode decodes a message of the family, whose id was 32.
func decode(t *testing.T, octets string) *codec.Message {
	t.Helper()
	b, err := hex.DecodeString(octets)
	if err != nil {
		t.Fatal(err)
	}
	dec := codec.Decoder{Registry: registry(), Resolver: codec.NewResolver()}
	dec.Resolver.Set(dec.Registry, 32, "wireguard")
	m := new(codec.Message)
	if err := dec.Decode(m, codec.Context{Protocol: genl.Protocol.Number}, b); err != nil {
		t.Fatal(err)
	}
	return m
}

func number(t *testing.T, at codec.Attr, name string) uint64 {
	t.Helper()
	a, _ := at.Attr(name)
	v, ok := a.Uint()
	if !ok {
		t.Errorf("no %s", name)
	}
	return v
}

func key(t *testing.T, at codec.Attr, name string) string {
	t.Helper()
	a, _ := at.Attr(name)
	if b := a.Payload(); !bytes.Equal(b, make([]byte, 32)) {
		return base64.StdEncoding.EncodeToString(b)
	}
	return "(none)"
}

// endpoint returns the address and port of a peer.
func endpoint(t *testing.T, peer codec.Attr) netip.AddrPort {
	t.Helper()
	a, _ := peer.Attr("WGPEER_A_ENDPOINT")
	port, ok := a.Field("sin_port")
	from, to := 4, 8 // sin_addr
	if !ok {
		port, ok = a.Field("sin6_port")
		from, to = 8, 24 // sin6_addr
	}
	if !ok {
		t.Fatal("the endpoint is no socket address")
	}
	ip, _ := netip.AddrFromSlice(a.Payload()[from:to])
	return netip.AddrPortFrom(ip, uint16(port))
}

// allowed returns the prefixes of a peer.
func allowed(t *testing.T, peer codec.Attr) string {
	t.Helper()
	var all []string
	list, _ := peer.Attr("WGPEER_A_ALLOWEDIPS")
	for a := range list.Children() {
		ip, _ := a.Attr("WGALLOWEDIP_A_IPADDR")
		all = append(all, fmt.Sprintf("%s/%d", ip.Addr(), number(t, a, "WGALLOWEDIP_A_CIDR_MASK")))
	}
	return strings.Join(all, ",")
}
