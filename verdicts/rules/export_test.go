package rules

import "slices"

// Words returns the keys of rules, the actions and the faults.
func Words() []string {
	words := slices.Concat(ruleKeys, actionKeys)
	for _, f := range faultForms {
		words = append(words, f.name)
	}
	return words
}
