package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be izde itself where it is called by that
// name, so that scripts run the real program in a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"izde": main})
}

func TestScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("the scripts start the program a hundred times")
	}
	archive, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("ARCHIVE", archive+"/../../testdata/archive")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"encode": encode,
			"lines":  lines,
			"long":   long,
		},
	})
}
