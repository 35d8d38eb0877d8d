package io.github.kmsjca.localkms.internal.model;

/**
 * The errors a KMS answers, with the wire name and the HTTP status of each.
 *
 * <p>KMS has been seen to answer client faults with 400 whatever its service model says; clients
 * tell errors apart by name and only look at the status to decide on a retry.
 */
public enum ErrorType {
  ACCESS_DENIED("AccessDeniedException", 400),
  ALREADY_EXISTS("AlreadyExistsException", 400),
  CLUSTER_IN_USE("CloudHsmClusterInUseException", 400),
  CLUSTER_NOT_RELATED("CloudHsmClusterNotRelatedException", 400),
  CONFLICT("ConflictException", 400),
  CUSTOM_KEY_STORE_HAS_KEYS("CustomKeyStoreHasCMKsException", 400),
  CUSTOM_KEY_STORE_INVALID_STATE("CustomKeyStoreInvalidStateException", 400),
  CUSTOM_KEY_STORE_NAME_IN_USE("CustomKeyStoreNameInUseException", 400),
  CUSTOM_KEY_STORE_NOT_FOUND("CustomKeyStoreNotFoundException", 400),
  DISABLED("DisabledException", 400),
  DRY_RUN("DryRunOperationException", 400),
  EXPIRED_IMPORT_TOKEN("ExpiredImportTokenException", 400),
  EXPIRED_TOKEN("ExpiredTokenException", 400),
  INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400),
  INCORRECT_KEY("IncorrectKeyException", 400),
  INCORRECT_KEY_MATERIAL("IncorrectKeyMaterialException", 400),
  INCORRECT_TRUST_ANCHOR("IncorrectTrustAnchorException", 400),
  INTERNAL("KMSInternalException", 500),
  INVALID_ALIAS_NAME("InvalidAliasNameException", 400),
  INVALID_ARN("InvalidArnException", 400),
  INVALID_CIPHERTEXT("InvalidCiphertextException", 400),
  INVALID_GRANT_ID("InvalidGrantIdException", 400),
  INVALID_GRANT_TOKEN("InvalidGrantTokenException", 400),
  INVALID_IMPORT_TOKEN("InvalidImportTokenException", 400),
  INVALID_KEY_USAGE("InvalidKeyUsageException", 400),
  INVALID_MAC("KMSInvalidMacException", 400),
  INVALID_MARKER("InvalidMarkerException", 400),
  INVALID_SIGNATURE("KMSInvalidSignatureException", 400),
  INVALID_STATE("KMSInvalidStateException", 400),
  KEY_UNAVAILABLE("KeyUnavailableException", 500),
  LIMIT_EXCEEDED("LimitExceededException", 400),
  MALFORMED_POLICY("MalformedPolicyDocumentException", 400),
  MISSING_AUTHENTICATION("MissingAuthenticationTokenException", 400),
  NOT_AUTHORIZED("NotAuthorizedException", 400),
  NOT_FOUND("NotFoundException", 400),
  REQUEST_TOO_LARGE("RequestEntityTooLargeException", 413),
  SERIALIZATION("SerializationException", 400),
  SERVICE_UNAVAILABLE("ServiceUnavailable", 503),
  SIGNATURE_MISMATCH("InvalidSignatureException", 400),
  TAG("TagException", 400),
  THROTTLING("ThrottlingException", 400),
  UNKNOWN_OPERATION("UnknownOperationException", 400),
  UNRECOGNIZED_CLIENT("UnrecognizedClientException", 400),
  UNSUPPORTED("UnsupportedOperationException", 400),
  VALIDATION("ValidationException", 400),
  XKS_KEY_IN_USE("XksKeyAlreadyInUseException", 400),
  XKS_PROXY_ENDPOINT_IN_USE("XksProxyUriEndpointInUseException", 400),
  XKS_PROXY_SERVICE_IN_USE("XksProxyVpcEndpointServiceInUseException", 400),
  XKS_PROXY_UNREACHABLE("XksProxyUriUnreachableException", 400),
  XKS_PROXY_URI_IN_USE("XksProxyUriInUseException", 400);

  private final String wireName;
  private final int status;

  ErrorType(String wireName, int status) {
    this.wireName = wireName;
    this.status = status;
  }

  /** The error as it goes over the wire, with this text. */
  public WireError with(String message) {
    return new WireError(status, wireName, message);
  }

  /** This error with a text, ready to throw. */
  public KmsFailure failure(String message) {
    return new KmsFailure(with(message));
  }

  /** This error without a text, as KMS answers where the name says all. */
  public KmsFailure failure() {
    return new KmsFailure(new WireError(status, wireName, null));
  }
}
