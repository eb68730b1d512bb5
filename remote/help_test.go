package remote_test

import (
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/transport"
)

// toKernel is how a datagram is sent as a rule.
var toKernel transport.Delivery

// asUsual is how a socket is opened as a rule.
var asUsual transport.Options

// The helpers of sockettest under short names.
var (
	open        = sockettest.Open
	rtnl        = sockettest.Rtnl
	getLink     = sockettest.GetLink
	named       = sockettest.Named
	addBridge   = sockettest.AddBridge
	must        = sockettest.Must
	linkNames   = sockettest.LinkNames
	octets      = sockettest.Octets
	linkOf      = sockettest.LinkOf
	nameOf      = sockettest.NameOf
	newScripted = sockettest.NewScripted
	serve       = sockettest.Serve
	dial        = sockettest.Dial
	openRemote  = sockettest.OpenRemote
	serveOn     = sockettest.ServeOn
	eachKernel  = sockettest.EachKernel
	inNamespace = sockettest.InNamespace
	socketDir   = sockettest.SocketDir
	leakCheck   = sockettest.LeakCheck
)

type (
	scripted = sockettest.Scripted
	arrival  = sockettest.Arrival
	opener   = sockettest.Opener
)

const scriptedPort = sockettest.ScriptedPort

func registry() *codec.Registry { return tables.Registry() }

func contains(err error, text string) bool { return err != nil && strings.Contains(err.Error(), text) }
