package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"filippo.io/torchwood"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/mod/sumdb/note"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// The root of the empty tree, as litewitness keeps it of a log that it has not seen yet.
const emptyRoot = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

const otherLog = "outside.example/log"

// stand runs somebody else's witness (torchwood's litewitness) for the house's tree, makes the key of another log for the house to
// witness, says both public keys in one line and stays until its standard input ends.
func stand(given settings) error {
	public, secret, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	cosigner, err := torchwood.NewCosignatureSigner("outside.example/witness", secret)
	if err != nil {
		return err
	}
	skey, vkey, err := note.GenerateKey(rand.Reader, otherLog)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(given.folder, "log.key"), []byte(skey), 0o600); err != nil {
		return err
	}
	socket := filepath.Join(given.folder, "agent.sock")
	if err := serveAgent(socket, secret); err != nil {
		return err
	}
	printed, err := ssh.NewPublicKey(public)
	if err != nil {
		return err
	}
	own, err := os.Executable()
	if err != nil {
		return err
	}
	database := filepath.Join(given.folder, "litewitness.db")
	witness := exec.Command(filepath.Join(filepath.Dir(own), "litewitness"), "-name", cosigner.Name(), "-db", database,
		"-ssh-agent", socket, "-listen", given.listen, "-key", ssh.FingerprintSHA256(printed))
	said, err := os.Create(filepath.Join(given.folder, "litewitness.log"))
	if err != nil {
		return err
	}
	witness.Stderr = said
	if err := witness.Start(); err != nil {
		return err
	}
	defer witness.Wait()
	defer witness.Process.Signal(os.Interrupt)
	if err := listening(given.listen); err != nil {
		return err
	}
	if err := known(database, given.origin, given.key); err != nil {
		return err
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]string{"witness": cosigner.Verifier().String(), "log": vkey}); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

// serveAgent holds the witness's key as ssh-agent does, which is where litewitness takes it from.
func serveAgent(socket string, secret ed25519.PrivateKey) error {
	ring := agent.NewKeyring()
	if err := ring.Add(agent.AddedKey{PrivateKey: secret}); err != nil {
		return err
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	go func() {
		for {
			line, err := listener.Accept()
			if err != nil {
				return
			}
			go agent.ServeAgent(ring, line)
		}
	}()
	return nil
}

func listening(address string) error {
	for range 100 {
		if line, err := net.Dial("tcp", address); err == nil {
			return line.Close()
		}
		time.Sleep(100 * time.Millisecond)
	}
	return errors.New("the witness does not listen")
}

// known tells the witness of a log, as its own witnessctl does.
func known(database, origin, key string) error {
	line, err := sqlite.OpenConn(database, 0)
	if err != nil {
		return err
	}
	defer line.Close()
	if err := sqlitex.Execute(line, "INSERT INTO log (origin, tree_size, tree_hash) VALUES (?, 0, ?)",
		&sqlitex.ExecOptions{Args: []any{origin, emptyRoot}}); err != nil {
		return err
	}
	return sqlitex.Execute(line, "INSERT INTO key (origin, key) VALUES (?, ?)", &sqlitex.ExecOptions{Args: []any{origin, key}})
}
