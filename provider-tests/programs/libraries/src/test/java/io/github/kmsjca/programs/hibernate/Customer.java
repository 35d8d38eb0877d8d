package io.github.kmsjca.programs.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row with a column that is encrypted. */
@Entity
class Customer {
  @Id private long id;

  // guide: encrypting.md
  @Column(length = 2000)
  @Convert(converter = EncryptedString.class)
  private String iban;

  // end of guide

  Customer() {}

  Customer(long id, String iban) {
    this.id = id;
    this.iban = iban;
  }

  long id() {
    return id;
  }

  String iban() {
    return iban;
  }
}
