package nlctrl_test

import (
	"bytes"
	"encoding/hex"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/genl"
	"github.com/nlkit/nlkit/codec/genl/nlctrl"
)

// The messages are what a kernel answered to CTRL_CMD_GETPOLICY for nlctrl itself.
func TestPolicyDump(t *testing.T) {
	tests := []struct{ name, message, want string }{
		{"the policies of a command",
			"340000001000020000000000af6a00000a02000006000100100000001800098014000380" +
				"08000100000000000800020000000000",
			`CTRL_CMD_GETPOLICY family=nlctrl len=52 flags=NLM_F_MULTI seq=0 pid=27311
  CTRL_ATTR_FAMILY_ID 16
  CTRL_ATTR_OP_POLICY
    3
      CTRL_ATTR_POLICY_DO 0
      CTRL_ATTR_POLICY_DUMP 0`},
		{"an attribute of a policy",
			"480000001000020000000000af6a00000a02000006000100100000002c000880280000802400018" +
				"00c00040000000000000000000c000500ffff0000000000000800010003000000",
			`CTRL_CMD_GETPOLICY family=nlctrl len=72 flags=NLM_F_MULTI seq=0 pid=27311
  CTRL_ATTR_FAMILY_ID 16
  CTRL_ATTR_POLICY
    0
      1
        NL_POLICY_TYPE_ATTR_MIN_VALUE_U 0
        NL_POLICY_TYPE_ATTR_MAX_VALUE_U 65535
        NL_POLICY_TYPE_ATTR_TYPE NL_ATTR_TYPE_U16`},
	}
	reg := codec.NewRegistry(genl.Protocol)
	reg.AddFamily(nlctrl.Family)
	dec := codec.Decoder{Registry: reg}
	enc := codec.Encoder{Registry: reg}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := hex.DecodeString(tt.message)
			if err != nil {
				t.Fatal(err)
			}
			var m codec.Message
			if err := dec.Decode(&m, codec.Context{Protocol: genl.Protocol.Number}, b); err != nil {
				t.Fatal(err)
			}
			if got := string(form.Text.Append(nil, &m)); got != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
			}
			if back, err := form.JSON.Parse(&enc, form.JSON.Append(nil, &m)); err != nil || !bytes.Equal(back, b) {
				t.Errorf("JSON gives % x, %v back, want % x", back, err, b)
			}
		})
	}
}
