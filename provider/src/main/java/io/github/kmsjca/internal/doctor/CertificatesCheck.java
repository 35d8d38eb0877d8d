package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.keystore.file.EntryText;
import io.github.kmsjca.internal.keystore.file.FilePlace;
import io.github.kmsjca.internal.keystore.file.KeyStoreFile;
import io.github.kmsjca.internal.keystore.file.Validity;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keystore file of the setting {@code certificates}: read as the KeyStore reads it. */
final class CertificatesCheck implements Check {
  private final Patient patient;

  CertificatesCheck(Patient patient) {
    this.patient = patient;
  }

  @Override
  public String title() {
    return "Keystore file of " + patient.name();
  }

  @Override
  public List<Finding> findings() {
    Configuration configuration;
    try {
      configuration = patient.instance().settings().get();
    } catch (ConfigurationException e) {
      return List.of(NotTried.FINDING);
    }
    Optional<FilePlace> file = FilePlace.of(configuration);
    if (file.isEmpty()) {
      return List.of(
          Finding.fact("", "none is set (certificates=); a file that a program loads is its own"));
    }
    Path path = file.get().path().toAbsolutePath();
    try {
      return findings(path, KeyStoreFile.read(path).texts(), configuration, Instant.now());
    } catch (NoSuchFileException e) {
      return List.of(
          file.get().mayBeMissing()
              ? Finding.note("", path + " does not exist yet: storing makes it", "")
              : Finding.problem("", path + " does not exist", "Correct certificates="));
    } catch (AccessDeniedException e) {
      return List.of(
          Finding.problem(
              "",
              path + " may not be read by the user " + System.getProperty("user.name"),
              "Permit it, or run as the user that the program runs as"));
    } catch (IOException | CertificateException e) {
      return List.of(
          Finding.problem("", path + " cannot be used: " + e.getMessage(), "Correct the file"));
    }
  }

  private static List<Finding> findings(
      Path file, List<EntryText> entries, Configuration configuration, Instant now) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.fact("file", file + ", entries: " + entries.size()));
    for (EntryText entry : entries) {
      if (entry.problem() != null) {
        findings.add(
            Finding.problem(entry.alias(), entry.problem(), "Correct this entry of the file"));
      } else if (entry.isTrusted() && !configuration.isOn(Setting.TRUST)) {
        findings.add(
            Finding.note(entry.alias(), "trusted, but left out", "Set trust=true if it is to be"));
      } else if (entry.chain().isEmpty()) {
        findings.add(
            Finding.note(
                entry.alias(),
                configuration.isOn(Setting.SELF_SIGNED)
                    ? "no certificate: gets a self-signed one in memory"
                    : "no certificate: the key works, and TLS passes it over",
                ""));
      } else {
        findings.add(validity(entry, now));
      }
    }
    return findings;
  }

  /** The certificate of the chain that ends first decides. */
  private static Finding validity(EntryText entry, Instant now) {
    List<X509Certificate> chain = entry.chain();
    X509Certificate first = chain.get(0);
    for (X509Certificate certificate : chain) {
      if (Validity.of(certificate, now) == Validity.EARLY) {
        return Finding.problem(
            entry.alias(),
            subject(certificate) + " is valid only from " + certificate.getNotBefore().toInstant(),
            "Check this machine's clock");
      }
      if (end(certificate).isBefore(end(first))) {
        first = certificate;
      }
    }
    Instant end = end(first);
    String text =
        chain.size()
            + (chain.size() == 1 ? " certificate, " : " certificates, ")
            + subject(chain.get(0))
            + (first.equals(chain.get(0)) ? "" : "; " + subject(first));
    Validity validity = Validity.of(first, now);
    if (validity == Validity.EXPIRED) {
      return Finding.problem(entry.alias(), text + " expired at " + end, "Renew it");
    }
    String until = text + ", valid until " + end;
    return validity == Validity.ENDING
        ? Finding.warning(entry.alias(), until, "Renew it soon")
        : Finding.ok(entry.alias(), until);
  }

  private static Instant end(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant();
  }

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
