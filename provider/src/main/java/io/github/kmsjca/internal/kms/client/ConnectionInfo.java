package io.github.kmsjca.internal.kms.client;

import java.util.Optional;

/**
 * What KMS calls are made with, for explanations. None of these calls KMS; the AWS SDK may read its
 * files and ask the instance metadata, a container's agent or STS. Thread-safe.
 */
public interface ConnectionInfo {
  /** The Region of keys that are not named by ARN. */
  SourcedValue region() throws NotConfiguredException;

  /** The endpoint that is set instead of AWS's own in that Region; empty if none is. */
  Optional<SourcedValue> endpoint() throws NotConfiguredException;

  /**
   * The proxy on the way to that endpoint, or that there is none, and who says so; empty if the
   * application's own client knows.
   */
  Optional<SourcedValue> proxy() throws NotConfiguredException;

  /** The credentials; empty if the application's own client has them. */
  Optional<CredentialFacts> credentials() throws NotConfiguredException;

  /** The loggers below us that would write secrets if KMS was called now. */
  Optional<LoudLoggers> loudLoggers() throws NotConfiguredException;
}
