package codec_test

import "github.com/nlkit/nlkit/internal/test/codectest"

// What tests of the forms use too.
const link = codectest.Link

var (
	dec, enc       = codectest.Decoder, codectest.Encoder
	kitchenDecoder = codectest.KitchenDecoder

	octets     = codectest.Octets
	dumps      = codectest.Dumps
	decode     = codectest.Decode
	check      = codectest.Check
	putLen     = codectest.PutLen
	errorAbout = codectest.ErrorAbout
)
