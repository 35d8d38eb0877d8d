package io.github.kmsjca.samples.files;

import io.github.kmsjca.samples.files.Options.Mode;
import io.github.kmsjca.samples.files.Plan.Pair;
import io.github.kmsjca.samples.files.Plan.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the inputs, and where the result of each goes. Changes nothing. */
final class FileTree {
  static final String ENDING = ".encrypted";

  private final Options options;
  private final List<Pair> found = new ArrayList<>();
  private final List<Path> directories = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private FileTree(Options options) {
    this.options = options;
  }

  static Plan plan(Options options) throws UsageException {
    FileTree tree = new FileTree(options);
    try {
      tree.find();
      return new Plan(tree.withoutClashes(), tree.directories, tree.problems);
    } catch (InvalidPathException e) {
      throw new UsageException("that is no path: " + e.getMessage());
    } catch (IOException e) {
      throw new UsageException(Reason.of(e));
    }
  }

  private void find() throws UsageException, IOException {
    String output = options.output();
    if (options.inputs().get(0).equals(Options.STANDARD)) {
      boolean toStandard = output == null || output.equals(Options.STANDARD);
      found.add(new Pair(null, toStandard ? null : Path.of(output), Plan.UNKNOWN));
      return;
    }
    for (String input : options.inputs()) {
      Path source = Path.of(input);
      if (Files.isDirectory(source)) {
        tree(source);
      } else if (!Files.exists(source)) {
        problems.add(new Problem(source, "there is no such file"));
      } else {
        file(source);
      }
    }
  }

  /** A file that was named; a link is followed then, and a pipe is read. */
  private void file(Path source) throws UsageException, IOException {
    long size = Files.isRegularFile(source) ? Files.size(source) : Plan.UNKNOWN;
    String output = options.output();
    if (output == null) {
      add(source, source.getParent(), size);
    } else if (output.equals(Options.STANDARD)) {
      found.add(new Pair(source, null, size));
    } else if (isDirectory(output)) {
      Path directory = directory(output);
      directories.add(directory);
      add(source, directory, size);
    } else {
      found.add(new Pair(source, Path.of(output), size));
    }
  }

  private boolean isDirectory(String output) {
    return options.inputs().size() > 1
        || output.endsWith("/")
        || output.endsWith(File.separator)
        || Files.isDirectory(Path.of(output));
  }

  private static Path directory(String output) throws UsageException {
    Path directory = Path.of(output);
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new UsageException("the output " + output + " is a file, and has to be a directory");
    }
    return directory;
  }

  private void add(Path source, @Nullable Path directory, long size) {
    String name = source.getFileName().toString();
    if (options.mode() == Mode.ENCRYPT) {
      name += ENDING;
    } else if (name.endsWith(ENDING) && name.length() > ENDING.length()) {
      name = name.substring(0, name.length() - ENDING.length());
    } else {
      problems.add(new Problem(source, "its name does not end in " + ENDING));
      return;
    }
    found.add(new Pair(source, directory == null ? Path.of(name) : directory.resolve(name), size));
  }

  private void tree(Path named) throws UsageException, IOException {
    String output = options.output();
    if (output == null || output.equals(Options.STANDARD)) {
      throw new UsageException(named + " is a directory: --output has to name another one");
    }
    Path target = directory(output);
    // The walk does not follow links, not even one that was named.
    Path root = named.toRealPath();
    if (real(target).startsWith(root)) {
      throw new UsageException("the output " + target + " is inside the input " + named);
    }
    Files.walkFileTree(root, new Walk(root, target));
  }

  /** The path without links, also of what does not exist yet. */
  private static Path real(Path path) throws IOException {
    Path rest = path.toAbsolutePath().normalize();
    Path existing = rest;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing.toRealPath().resolve(existing.relativize(rest));
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Path target;

    Walk(Path root, Path target) {
      this.root = root;
      this.target = target;
    }

    private Path targetOf(Path path) {
      return target.resolve(root.relativize(path));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      directories.add(targetOf(directory));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        add(file, targetOf(file).getParent(), attributes.size());
      } else {
        String what = attributes.isSymbolicLink() ? "a symbolic link" : "not a regular file";
        problems.add(new Problem(file, "it is " + what + ", and is passed over"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      problems.add(new Problem(file, Reason.of(e)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
      if (e != null) {
        problems.add(new Problem(directory, Reason.of(e)));
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /** No output may be an input, nor another's output. */
  private List<Pair> withoutClashes() throws IOException {
    Set<Path> sources = new HashSet<>();
    for (Pair pair : found) {
      // A pipe has a name at times, but no path.
      if (pair.source() != null && pair.size() != Plan.UNKNOWN) {
        sources.add(pair.source().toRealPath());
      }
    }
    Set<Path> targets = new HashSet<>();
    List<Pair> pairs = new ArrayList<>();
    for (Pair pair : found) {
      String clash = clash(pair, sources, targets);
      if (clash == null) {
        pairs.add(pair);
      } else {
        problems.add(new Problem(pair.source() == null ? Path.of("-") : pair.source(), clash));
      }
    }
    return pairs;
  }

  private static @Nullable String clash(Pair pair, Set<Path> sources, Set<Path> targets)
      throws IOException {
    Path target = pair.target();
    if (target == null) {
      return null;
    }
    if (Files.exists(target)) {
      boolean isSame = pair.source() != null && Files.isSameFile(pair.source(), target);
      if (isSame || sources.contains(target.toRealPath())) {
        return "its output " + target + " is an input";
      }
    }
    return targets.add(real(target)) ? null : "its output " + target + " is that of another input";
  }
}
