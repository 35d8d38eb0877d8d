package io.github.kmsjca.localkms.internal.model;

/** A call that KMS refuses. It carries no stack trace: it is an answer and not a fault of ours. */
public final class KmsFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient WireError error;

  KmsFailure(WireError error) {
    super(error.type() + ": " + error.message(), null, false, false);
    this.error = error;
  }

  /** What goes over the wire. */
  public WireError error() {
    return error;
  }
}
