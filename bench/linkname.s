// An assembly file lets decode_test.go declare a function without a body.
