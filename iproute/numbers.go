package iproute

// Numbers of the kernel that defaults are made of (linux/rtnetlink.h).
const (
	tableUnspec = 0
	tableMain   = 254
	tableLocal  = 255

	protStatic = 4

	scopeUniverse = 0
	scopeLink     = 253
	scopeHost     = 254
	scopeNowhere  = 255

	typeUnicast   = 1
	typeLocal     = 2
	typeBroadcast = 3
	typeAnycast   = 4
	typeMulticast = 5
	typeNAT       = 10

	lookupTable = 0x1000 // RTM_F_LOOKUP_TABLE

	rtaxRTOMin = 13
)
