package io.github.kmsjca.localkms.internal.policy;

import io.github.kmsjca.localkms.internal.model.KmsFailure;
import java.util.List;

/** A policy document, read once. Immutable. */
public final class Policy {

  /** What one policy says to an access. */
  enum Outcome {
    /** Nothing. */
    SILENT,
    /** The account of the principal has it, and gives it on by policies of its own. */
    TO_ACCOUNT,
    ALLOWED,
    DENIED
  }

  private final List<Statement> statements;

  Policy(List<Statement> statements) {
    this.statements = List.copyOf(statements);
  }

  /**
   * The policy of a key.
   *
   * @throws KmsFailure if KMS refuses such a document
   */
  public static Policy ofKey(String document) {
    return new PolicyReader(PolicyReader.Kind.KEY).read(document);
  }

  /**
   * A policy of a user or role.
   *
   * @throws KmsFailure if IAM refuses such a document
   */
  public static Policy ofIdentity(String document) {
    return new PolicyReader(PolicyReader.Kind.IDENTITY).read(document);
  }

  Outcome outcome(AccessRequest access) {
    Outcome outcome = Outcome.SILENT;
    for (Statement statement : statements) {
      switch (statement.match(access)) {
        case NONE -> {}
        case ACCOUNT -> outcome = max(outcome, Outcome.TO_ACCOUNT);
        case DIRECT -> {
          if (!statement.allow()) {
            return Outcome.DENIED;
          }
          outcome = Outcome.ALLOWED;
        }
      }
    }
    return outcome;
  }

  static Outcome max(Outcome one, Outcome other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
