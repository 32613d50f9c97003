// Package generation owns the folder of an index: its generations, which of
// them is in use, and how a new one takes its place. It knows files and
// folders only, nothing of what is in them.
//
//	b, err := generation.Begin(ctx, dir)     // one build at a time
//	writeIndex(b.Path())                     // anything, in a fresh folder
//	err = b.Publish(generation.Manifest{Fingerprint: fp})
//
//	g, err := generation.Open(dir, fp)       // the published one, whole
//	defer g.Close()                          // it is not pruned before
//
// # Layout
//
//	DIR/CURRENT                  the generation in use, then those kept for rolling back
//	DIR/generations/NAME/        the files of a build
//	DIR/generations/NAME/manifest.json  what it holds, size and SHA-256 of each file
//	DIR/generations/NAME/readers.lock   locked shared by every reader
//	DIR/lock                     locked by the build
//	DIR/lock.owner               who that is, for the message
//	DIR/publish.lock             locked for the moment of changing CURRENT
//
// A generation is published by one rename of CURRENT, after all of its files,
// its manifest and the folders have reached the disk. CURRENT lists all the
// generations that count, each with the SHA-256 of its manifest. A folder that
// it does not list is the wreck of a killed build or was pruned: it may go.
// So there is no moment at which a kill -9 leaves anything but the old state
// or the new one.
//
// # Readers and pruning
//
// A reader holds a shared lock on the readers.lock of its generation. Pruning
// takes that lock alone, or leaves the folder for the next build; then it
// removes the manifest first, so that a reader that comes too late finds none
// and looks at CURRENT again. The locks are the kernel's: they end with the
// process, however it ends. On file systems without locks, and in folders
// that are read-only, readers go on without.
package generation
