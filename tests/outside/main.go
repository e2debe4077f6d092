// Checks a house's transparency tree with nothing of the house: notes by golang.org/x/mod/sumdb/note, tiles and their walk by
// filippo.io/torchwood over HTTP, hashes a second time by github.com/transparency-dev/merkle, checkpoints, cosignatures and
// proofs by github.com/transparency-dev/formats. What is written here only carries bytes from one of them to the next.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
)

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("say what is to be done: audit, stand or check"))
	}
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	var given settings
	flags.StringVar(&given.house, "house", "", "where the house answers, https://host")
	flags.StringVar(&given.district, "district", "330702", "whose tree")
	flags.StringVar(&given.key, "key", "", "the house's public key, as it was kept")
	flags.StringVar(&given.folder, "folder", "", "where older.note, *.proof.json and *.tlog-proof lie, if there are any")
	flags.StringVar(&given.witness, "witness", "", "a witness's public key")
	flags.StringVar(&given.origin, "origin", "", "what the house's tree is called (stand)")
	flags.StringVar(&given.listen, "listen", "", "where the witness listens, host:port (stand, check)")
	flags.StringVar(&given.secret, "secret", "", "file of the house's signing key, to forge with (check)")
	if err := flags.Parse(os.Args[2:]); err != nil {
		fail(err)
	}
	switch os.Args[1] {
	case "stand":
		if err := stand(given); err != nil {
			fail(err)
		}
	case "audit":
		// What a district that runs can be asked, by anybody: without its key nothing can be forged.
		os.Exit(told(given, auditAll))
	case "check":
		os.Exit(told(given, checkAll))
	default:
		fail(fmt.Errorf("there is no %q", os.Args[1]))
	}
}

type settings struct {
	folder, origin, key, listen, house, district, witness, secret string
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}

// report counts what holds; the last line is the sum.
type report struct{ passed, failed int }

// holds notes a sentence that must be true.
func (r *report) holds(sentence string, err error) {
	if err == nil {
		r.passed++
		fmt.Printf("✓ %s\n", sentence)
		return
	}
	r.failed++
	fmt.Printf("✗ %s\n    %v\n", sentence, err)
}

// refused notes a sentence about something forged: an error is what must come.
func (r *report) refused(sentence string, err error) {
	if err == nil {
		r.holds("refused: "+sentence, fmt.Errorf("it was taken for true"))
		return
	}
	why := []rune(strings.Join(strings.Fields(err.Error()), " "))
	r.holds(fmt.Sprintf("refused: %s (%s)", sentence, string(why[:min(len(why), 100)])), nil)
}

// forgeries are tried one after another: all must be refused.
type forgeries struct {
	last  error
	taken bool
}

func (f *forgeries) try(err error) {
	f.taken = f.taken || err == nil || errors.Is(err, errDisagree)
	f.last = err
}

// outcome is how the last one was refused; nil where one was not, or none was tried.
func (f *forgeries) outcome() error {
	if f.taken {
		return nil
	}
	return f.last
}

func told(given settings, all func(settings, *report) error) int {
	r := &report{}
	if err := all(given, r); err != nil {
		r.holds("the check came to its end", err)
	}
	fmt.Printf("\n%d passed, %d failed\n", r.passed, r.failed)
	if r.failed > 0 {
		return 1
	}
	return 0
}

func checkAll(given settings, r *report) error {
	log, err := openLog(given, r)
	if err != nil {
		return err
	}
	if err := log.checkTiles(r); err != nil {
		return err
	}
	r.holds(fmt.Sprintf("the tree has grown (from %d to %d leaves)", log.older.N, log.newer.N), want(log.newer.N > log.older.N))
	if err := log.checkGrowth(r); err != nil {
		return err
	}
	if err := log.checkForgeries(r); err != nil {
		return err
	}
	bundles, proofs, err := log.checkBundles(r)
	if err != nil {
		return err
	}
	r.holds("there were bundles of lines and of a figure, and a tlog-proof", want(bundles == 4 && proofs == 1))
	if err := log.checkTheirs(r); err != nil {
		return err
	}
	return log.checkOurs(r)
}

func auditAll(given settings, r *report) error {
	log, err := openLog(given, r)
	if err != nil {
		return err
	}
	fmt.Printf("  keep this checkpoint: the next one has to grow out of it\n\n%s\n", log.raw)
	if err := log.checkTiles(r); err != nil {
		return err
	}
	if log.older.N > 0 {
		if err := log.checkGrowth(r); err != nil {
			return err
		}
	}
	_, _, err = log.checkBundles(r)
	return err
}
