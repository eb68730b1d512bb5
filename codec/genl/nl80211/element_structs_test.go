package nl80211_test

import (
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/codectest"
)

// TestElementStructs reads elements as tshark does, where that knows them, and as IEEE 802.11 draws them.
func TestElementStructs(t *testing.T) {
	const newScanResults, ie = 34, 42
	d, _ := newCodec()
	for _, c := range []struct{ octets, want string }{
		{"7f 0a 04000f02000000400140", "WLAN_EID_EXT_CAPABILITY {capabilities=WLAN_EXT_CAPA_EXT_CHANNEL_SWITCHING|" +
			"WLAN_EXT_CAPA_TFS|WLAN_EXT_CAPA_WNM_SLEEP_MODE|WLAN_EXT_CAPA_TIM_BROADCAST|WLAN_EXT_CAPA_BSS_TRANSITION|" +
			"WLAN_EXT_CAPA_SSID_LIST|WLAN_EXT_CAPA_OPMODE_NOTIF|64|WLAN_EXT_CAPA_TWT_RESPONDER}"},
		{"f4 02 2105", "WLAN_EID_RSNX {capabilities=0|WLAN_RSNX_CAPA_SAE_H2E|WLAN_RSNX_CAPA_SECURE_LTF|" +
			"WLAN_RSNX_CAPA_RANGE_PROTECTION}"},
		{"46 05 030000000c", "WLAN_EID_RRM_ENABLED_CAPABILITIES {capabilities=WLAN_RRM_CAPA_LINK_MEASUREMENT|" +
			"WLAN_RRM_CAPA_NEIGHBOR_REPORT|WLAN_RRM_CAPA_FTM_RANGE_REPORT|WLAN_RRM_CAPA_CIVIC_LOCATION}"},
		{"0d 37 2a8000dc05dc85204e0000204e000040420f00ffffffff0000000000000100000002000000030010270000" +
			"2003000080841e0000203000", "max_msdu_size=34268 min_service_interval=20000 (20ms) " +
			"max_service_interval=20000 (20ms) inactivity_interval=1000000 (1s) suspension_interval=4294967295 " +
			"(1h11m34.967295s) service_start_time=0 min_data_rate=65536 mean_data_rate=131072 peak_data_rate=196608 " +
			"burst_size=10000 delay_bound=800 (800µs) min_phy_rate=2000000 surplus_bandwidth_allowance=8192 " +
			"medium_time=48}"},
		{"82 25 00011f070000000200000000010a00000088130000640000000102020000000002 00000000",
			"WLAN_EID_PREQ {flags=0 hopcount=1 ttl=31 preq_id=7 orig_addr=02:00:00:00:00:01 orig_sn=10 lifetime=5000 " +
				"metric=100 target_count=1 targets=[{flags=2 addr=02:00:00:00:00:02 sn=0}]}"},
		{"82 2b 40011f070000000200000000010a00000002000000000988130000640000000102020000000002 00000000",
			"orig_sn=10 orig_external_addr=02:00:00:00:00:09 lifetime=5000 metric=100 target_count=1 " +
				"targets=[{flags=2 addr=02:00:00:00:00:02 sn=0}]}"},
		{"83 1f 00021e020000000002050000008813000032000000020000000001 0a000000",
			"WLAN_EID_PREP {flags=0 hopcount=2 ttl=30 target_addr=02:00:00:00:00:02 target_sn=5 lifetime=5000 metric=50 " +
				"orig_addr=02:00:00:00:00:01 orig_sn=10}"},
		{"83 25 40021e020000000002050000000200000000098813000032000000020000000001 0a000000",
			"target_sn=5 target_external_addr=02:00:00:00:00:09 lifetime=5000 metric=50 orig_addr=02:00:00:00:00:01 " +
				"orig_sn=10}"},
		{"84 0f 1f0100020000000003070000003e00", "WLAN_EID_PERR {ttl=31 count=1 destinations=[{flags=0 " +
			"addr=02:00:00:00:00:03 sn=7 reason=WLAN_REASON_MESH_PATH_NOFORWARD}]}"},
		{"c1 06 030010203040", "mu_mimo_sta_count=3 spatial_stream_underutilization=16 secondary_20_utilization=32 " +
			"secondary_40_utilization=48 secondary_80_utilization=64}"},
		{"5d 04 00006400", "{action_type=WNM_SLEEP_MODE_ENTER response_status=0 interval=100}"},
		{"29 0b 0200000000050a24013400", "{owner=02:00:00:00:00:05 recovery_interval=10 " +
			"channels=[{channel=36 map=1} {channel=52 map=0}]}"},
		{"66 12 64000000c80000002c010000900100000500", "{offset=100 (100µs) interval=200 (200µs) " +
			"awake_window_slots=300 (300µs) max_awake_window=400 (400µs) idle_count=5}"},
		{"39 04 01020000", "{rde_identifier=1 resource_descriptor_count=2 status=WLAN_STATUS_SUCCESS}"},
		{"0f 0c 0500e8030000d00700000a00", "service_interval=2000 (2ms) specification_interval=10}"},
		{"0f 0e 0500e8030000d007000014000a00", "max_service_duration=20 specification_interval=10}"},
		{"61 05 0151017324", "{mode=CHANNEL_USAGE_OFF_CHANNEL_TDLS channels=[{operating_class=81 channel=1} " +
			"{operating_class=115 channel=36}]}"},
		{"75 06 010001000200", "{protocol=MESH_PEERING_AMPE local_link_id=1 peer_link_id_reason=[2]}"},
		{"22 00", "WLAN_EID_TPC_REQUEST true"},
		{"62 04 55544330", "WLAN_EID_TIME_ZONE UTC0"},
	} {
		b := message(t, newScanResults, ie, c.octets)
		b[20] = byte(4 + len(codectest.Octets(t, c.octets))) // without padding
		var m codec.Message
		if err := d.Decode(&m, codec.Context{Protocol: 16}, b); err != nil {
			t.Errorf("%s: %v", c.octets, err)
		}
		if got := string(form.Text.Append(nil, &m)); !strings.Contains(got+"\n", c.want+"\n") {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
