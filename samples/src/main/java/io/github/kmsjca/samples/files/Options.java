package io.github.kmsjca.samples.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param key alias, key id or ARN
 * @param inputs as they were given; {@code -} stands alone
 * @param output as it was given, or {@code null}
 */
record Options(
    Mode mode,
    String key,
    Map<String, String> context,
    List<String> inputs,
    @Nullable String output,
    boolean force,
    boolean stream) {
  /** Standard input or output in place of a name. */
  static final String STANDARD = "-";

  static final String HELP =
      """
      Encrypts files for a symmetric KMS key, and decrypts them.

        encrypt --key <key> [options] <input>...
        decrypt --key <key> [options] <input>...

      An input is a file, a directory, which goes with all that is in it, or '-' for standard
      input. Encrypted files have the ending '.encrypted', and decryption takes it off. Names are
      not encrypted. Inputs stay as they are.

        --key <key>         alias, key id or ARN
        --context <k>=<v>   a pair of the encryption context, which is not secret; may be repeated.
                            Decryption refuses a file that does not carry every pair
        --output <path>     file, or directory for directories and for several inputs; '-' is
                            standard output. By default a file's result goes beside it, and that of
                            standard input to standard output
        --force             overwrite files
        --stream            with decryption to standard output: pass the plaintext on while the rest
                            is still to be verified. Only the exit code then says whether it is whole
        --                  what follows are inputs

      An output file appears when it is whole, for its owner only, and else not at all. Decryption to
      standard output first keeps the plaintext in a private file in the directory for temporary
      files, and passes it on when it is whole. Links and special files in a directory are not
      followed, but reported. After a failure the other files have their turn.

      Exit code: 0 if all was done, 1 if something was not, 2 if the command line makes no sense.

      Region, endpoint and credentials are those of the AWS SDK, or settings of the provider, such as
      -Dawskms.region=eu-west-1.
      """;

  /** Which way. */
  enum Mode {
    ENCRYPT,
    DECRYPT
  }

  static boolean asksForHelp(String[] args) {
    return List.of(args).contains("--help");
  }

  static Options parse(String[] args) throws UsageException {
    if (args.length == 0) {
      throw new UsageException("there is no command");
    }
    Parser parser = new Parser(args);
    parser.run();
    return parser.options();
  }

  private static final class Parser {
    private final String[] args;
    private int position = 1;
    private @Nullable String key;
    private @Nullable String output;
    private boolean force;
    private boolean stream;
    private final Map<String, String> context = new LinkedHashMap<>();
    private final List<String> inputs = new ArrayList<>();

    Parser(String[] args) {
      this.args = args;
    }

    void run() throws UsageException {
      boolean areOptionsOver = false;
      while (position < args.length) {
        String arg = args[position++];
        if (areOptionsOver || arg.equals(STANDARD) || !arg.startsWith("-")) {
          inputs.add(arg);
        } else if (arg.equals("--")) {
          areOptionsOver = true;
        } else {
          option(arg);
        }
      }
    }

    private void option(String arg) throws UsageException {
      switch (arg) {
        case "--key" -> key = once(arg, key);
        case "--output" -> output = once(arg, output);
        case "--context" -> pair(value(arg));
        case "--force" -> force = true;
        case "--stream" -> stream = true;
        default -> throw new UsageException("there is no option " + arg);
      }
    }

    private String once(String option, @Nullable String before) throws UsageException {
      if (before != null) {
        throw new UsageException(option + " stands there twice");
      }
      return value(option);
    }

    private String value(String option) throws UsageException {
      if (position == args.length || args[position].isEmpty()) {
        throw new UsageException(option + " lacks its value");
      }
      return args[position++];
    }

    private void pair(String text) throws UsageException {
      int middle = text.indexOf('=');
      if (middle < 1 || middle == text.length() - 1) {
        throw new UsageException("--context takes name=value, not " + text);
      }
      String name = text.substring(0, middle);
      if (context.put(name, text.substring(middle + 1)) != null) {
        throw new UsageException("--context has two values for " + name);
      }
    }

    Options options() throws UsageException {
      Mode mode =
          switch (args[0]) {
            case "encrypt" -> Mode.ENCRYPT;
            case "decrypt" -> Mode.DECRYPT;
            default -> throw new UsageException("there is no command " + args[0]);
          };
      if (key == null) {
        throw new UsageException("--key is missing");
      }
      if (inputs.isEmpty()) {
        throw new UsageException("there is no input; '-' is standard input");
      }
      boolean fromStandard = inputs.contains(STANDARD);
      boolean toStandard = STANDARD.equals(output) || (fromStandard && output == null);
      if (inputs.size() > 1 && (fromStandard || toStandard)) {
        throw new UsageException("'-' takes no more than one input");
      }
      if (stream && (mode == Mode.ENCRYPT || !toStandard)) {
        throw new UsageException("--stream is for decryption to standard output");
      }
      return new Options(
          mode, key, Map.copyOf(context), List.copyOf(inputs), output, force, stream);
    }
  }
}
