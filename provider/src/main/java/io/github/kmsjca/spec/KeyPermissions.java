package io.github.kmsjca.spec;

import java.util.List;
import java.util.Objects;

/**
 * What the caller may do with KMS keys, as KMS said when it was asked; {@link #toString} is a table
 * for people. Immutable.
 *
 * @param keys one row per key that was asked about, in that order
 */
public record KeyPermissions(List<OfKey> keys) {
  private static final String INDENT = "    ";

  /**
   * Copies the rows.
   *
   * @param keys one row per key
   */
  public KeyPermissions {
    keys = List.copyOf(keys);
  }

  /**
   * Whether everything is possible that keys of these usages can do: more than most programs need,
   * and more than the least policy for them permits.
   *
   * @return true if every operation on every key is {@link Verdict#ALLOWED}
   */
  public boolean allAllowed() {
    return keys.stream()
        .flatMap(key -> key.operations().stream())
        .allMatch(operation -> operation.verdict() == Verdict.ALLOWED);
  }

  /** The table: a line for each key, and one below for each operation. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (OfKey key : keys) {
      text.append(key.name());
      String separator = ": ";
      for (String fact : List.of(key.arn(), key.keySpec(), key.keyUsage(), key.keyState())) {
        if (!fact.isEmpty()) {
          text.append(separator).append(fact);
          separator = ", ";
        }
      }
      text.append('\n');
      int width = key.operations().stream().mapToInt(o -> o.name().length()).max().orElse(0);
      for (Operation operation : key.operations()) {
        text.append(INDENT)
            .append(operation.name())
            .append(" ".repeat(width - operation.name().length()))
            .append("  ")
            .append(operation.inWords())
            .append('\n');
      }
    }
    return text.toString();
  }

  /**
   * One key.
   *
   * @param name as it was asked for
   * @param arn the key's ARN; empty if KMS did not tell
   * @param keySpec the wire name of its spec; empty if KMS did not tell
   * @param keyUsage the wire name of its usage; empty if KMS did not tell
   * @param keyState the wire name of its state, as in {@code Enabled}; empty if DescribeKey did not
   *     tell
   * @param operations those that were tried: all of the key's usage, if that is known
   */
  public record OfKey(
      String name,
      String arn,
      String keySpec,
      String keyUsage,
      String keyState,
      List<Operation> operations) {
    /**
     * Copies the operations; takes no {@code null}.
     *
     * @param name as it was asked for
     * @param arn the key's ARN, or empty
     * @param keySpec the wire name of its spec, or empty
     * @param keyUsage the wire name of its usage, or empty
     * @param keyState the wire name of its state, or empty
     * @param operations those that were tried
     */
    public OfKey {
      Objects.requireNonNull(name);
      Objects.requireNonNull(arn);
      Objects.requireNonNull(keySpec);
      Objects.requireNonNull(keyUsage);
      Objects.requireNonNull(keyState);
      operations = List.copyOf(operations);
    }
  }

  /**
   * One operation on a key.
   *
   * @param name as in the KMS API, {@code Sign} for one
   * @param algorithm the wire name of the algorithm that it was tried with, as a policy may permit
   *     one and not another; empty if there is none
   * @param verdict what KMS said
   * @param reason KMS's error and what to do; empty if the operation is allowed
   */
  public record Operation(String name, String algorithm, Verdict verdict, String reason) {
    /**
     * Takes no {@code null}.
     *
     * @param name as in the KMS API
     * @param algorithm the wire name of the algorithm, or empty
     * @param verdict what KMS said
     * @param reason KMS's error and what to do, or empty
     */
    public Operation {
      Objects.requireNonNull(name);
      Objects.requireNonNull(algorithm);
      Objects.requireNonNull(verdict);
      Objects.requireNonNull(reason);
    }

    private String inWords() {
      return verdict
          + (algorithm.isEmpty() ? "" : " (" + algorithm + ")")
          + (reason.isEmpty() ? "" : ": " + reason);
    }
  }

  /** What KMS said. */
  public enum Verdict {
    /** The caller may, and the key can. */
    ALLOWED,
    /** A policy does not permit it. */
    DENIED,
    /** It fails for another reason: the key is disabled, say, or KMS cannot be reached. */
    FAILED
  }
}
